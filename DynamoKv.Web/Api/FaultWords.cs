// The properties of one fault, read one by one.
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Web.Api;

/// <summary>The properties of one fault, read one by one; a wrong one is named.</summary>
internal sealed class FaultWords(string kind, JsonElement words)
{
    private const int MostNodes = 100;

    /// <summary>Refuses properties that the fault does not have.</summary>
    public FaultWords Only(params string[] allowed)
    {
        if (words.ValueKind != JsonValueKind.Object)
        {
            throw ApiException.BadRequest($"The property '{kind}' must be an object with {string.Join(", ", allowed)}.");
        }

        foreach (var property in words.EnumerateObject())
        {
            if (!allowed.Contains(property.Name))
            {
                throw ApiException.BadRequest($"The property '{kind}.{property.Name}' is not known here: use {string.Join(", ", allowed)}.");
            }
        }

        return this;
    }

    public JsonElement? Get(string name) => words.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public ApiException Wrong(string name, string allowed) => ApiException.BadRequest($"The property '{kind}.{name}' must be {allowed}.");

    public NodeId Node(string name) => NodeOrNull(name) ?? throw Wrong(name, "the name of a node");

    public NodeId? NodeOrNull(string name) => Get(name) is { } value ? NodeOf(name, value) : null;

    /// <summary>One name, or an array of them.</summary>
    public ImmutableArray<NodeId> Nodes(string name) => Get(name) switch
    {
        { ValueKind: JsonValueKind.Array } list => Nodes(name, list, MostNodes),
        { } one => [NodeOf(name, one)],
        null => throw Wrong(name, "the name of a node, or an array of them"),
    };

    public ImmutableArray<NodeId> Nodes(string name, JsonElement list, int most) =>
        list.ValueKind == JsonValueKind.Array && list.GetArrayLength() is > 0 and var length && length <= most
            ? [.. list.EnumerateArray().Select(one => NodeOf(name, one))]
            : throw Wrong(name, $"made of arrays of 1 to {most} node names");

    public TimeSpan? Duration(string name) => Get(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => Durations.Parse($"{kind}.{name}", text.GetString()!),
        _ => throw Wrong(name, Durations.Allowed),
    };

    /// <summary>"300ms", or {"dist": "constant", "value": "300ms"}.</summary>
    public Latency? Delay(string name)
    {
        var delay = Get(name) is { ValueKind: JsonValueKind.Object } dist ? Constant(name, dist) : Duration(name);
        return delay is null ? null
            : delay >= TimeSpan.Zero && delay <= TimeSpan.FromMinutes(1) ? Latency.Constant(delay.Value)
            : throw Wrong(name, "from 0s to 1m");
    }

    public double? Number(string name, double low, double high) => Get(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && value >= low && value <= high => value,
        _ => throw Wrong(name, string.Create(CultureInfo.InvariantCulture, $"a number from {low} to {high}")),
    };

    /// <summary>0.05, or "5%".</summary>
    public double Share(string name)
    {
        if (Get(name) is not { ValueKind: JsonValueKind.String } text)
        {
            return Number(name, 0, 1) ?? 0;
        }

        return text.GetString() is [.. var digits, '%'] && double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent is >= 0 and <= 100
            ? percent / 100
            : throw Wrong(name, "a number from 0 to 1, or a text such as \"5%\"");
    }

    public bool Flag(string name) => Get(name)?.ValueKind switch
    {
        null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        _ => throw Wrong(name, "true or false"),
    };

    private TimeSpan Constant(string name, JsonElement dist)
    {
        var inner = new FaultWords($"{kind}.{name}", dist).Only("dist", "value");
        return inner.Get("dist") is { ValueKind: JsonValueKind.String } word && word.ValueEquals("constant") && inner.Duration("value") is { } value
            ? value
            : throw Wrong(name, "a time such as \"300ms\", or {\"dist\": \"constant\", \"value\": \"300ms\"}");
    }

    private NodeId NodeOf(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.String && NodeId.TryParse(value.GetString(), out var node) ? node : throw Wrong(name, "made of names of nodes");
}
