// How many replicas, as Riak counts them.
using System.Globalization;
using System.Text.Json;

namespace DynamoKv.Web.Api.Riak;

/// <summary>A number of replicas, or a word for one: "one", "quorum", "all".</summary>
internal readonly record struct RiakCount
{
    private readonly string? _word;
    private readonly int _number;

    private RiakCount(string? word, int number) => (_word, _number) = (word, number);

    public static RiakCount Quorum { get; } = new("quorum", 0);

    public static RiakCount Number(int number) => new(null, number);

    /// <summary>Reads a number or a word; null: it is neither.</summary>
    public static RiakCount? Read(string text) => text switch
    {
        "one" or "quorum" or "all" => new RiakCount(text, 0),
        _ => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Number(number) : null,
    };

    /// <summary>Reads a number or a word; null: it is neither.</summary>
    public static RiakCount? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Read(value.GetString()!) is { _word: not null } word ? word : null,
        JsonValueKind.Number => value.TryGetInt32(out var number) ? Number(number) : null,
        _ => null,
    };

    /// <summary>How many replicas of so many that is.</summary>
    public int Of(int replicas) => _word switch
    {
        null => _number,
        "one" => 1,
        "all" => replicas,
        _ => (replicas / 2) + 1,
    };

    public void WriteTo(Utf8JsonWriter json, string name)
    {
        if (_word is null)
        {
            json.WriteNumber(name, _number);
        }
        else
        {
            json.WriteString(name, _word);
        }
    }
}
