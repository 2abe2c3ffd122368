// Some of what a member does.
using System.Text.Json;
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions.Live.Codec;

namespace DynamoKv.Web.Sessions.Live.Members;

/// <summary>Some of what a member does, in its order.</summary>
/// <param name="Steps">What it said.</param>
/// <param name="Missed">Events before them that were dropped because their reader was too slow.</param>
/// <param name="Unknown">Events among them of kinds that this version does not know.</param>
internal sealed record TraceBatch(IReadOnlyList<TracedStep> Steps, long Missed, long Unknown)
{
    public static ReadOnlyMemory<byte> Write(TraceBatch batch) => LiveJson.Write(new Wire(
        batch.Missed, batch.Unknown, [.. batch.Steps.Select(step => new WireStep(step.At, JsonSerializer.SerializeToElement(step.What, LiveJson.Options)))]));

    /// <exception cref="JsonException">When the batch itself can't be read.</exception>
    public static TraceBatch Read(ReadOnlyMemory<byte> json)
    {
        var wire = LiveJson.Read<Wire>(json);
        var steps = new List<TracedStep>(wire.Steps.Count);
        var unknown = wire.Unknown;
        foreach (var step in wire.Steps)
        {
            if (Read(step.What) is { } what)
            {
                steps.Add(new TracedStep(step.At, what));
            }
            else
            {
                unknown++;
            }
        }

        return new TraceBatch(steps, wire.Missed, unknown);
    }

    private static TraceEvent? Read(JsonElement what)
    {
        try
        {
            return what.Deserialize<TraceEvent>(LiveJson.Options);
        }
        catch (Exception newer) when (newer is JsonException or NotSupportedException)
        {
            return null; // a kind, or a shape of one, that only a newer version knows
        }
    }

    private sealed record Wire(long Missed, long Unknown, IReadOnlyList<WireStep> Steps);

    private sealed record WireStep(Instant At, JsonElement What);
}
