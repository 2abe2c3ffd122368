// The values that many lines share.
using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>Writes nodes, operations, versions and contexts, each in one way.</summary>
internal static class JsonWords
{
    private static readonly ulong DigestOfNothing = XxHash64.HashToUInt64(SiblingSet.Empty.Encode());

    public static void WriteLink(this Utf8JsonWriter json, long number, NodeId sender, NodeId receiver)
    {
        json.WriteNumber("message", number);
        json.WriteString("from", sender.Value);
        json.WriteString("to", receiver.Value);
    }

    public static void WriteOperation(this Utf8JsonWriter json, OperationId operation, Key key)
    {
        json.WriteOperation(operation);
        json.WriteString("key", key.Text);
    }

    /// <summary>The key, and the operation when one led to it.</summary>
    public static void WriteKey(this Utf8JsonWriter json, OperationId? operation, Key key)
    {
        if (operation is { } known)
            json.WriteOperation(known);

        json.WriteString("key", key.Text);
    }

    public static void WriteNodes(this Utf8JsonWriter json, string name, ImmutableArray<NodeId> nodes)
    {
        json.WriteStartArray(name);
        foreach (var node in nodes)
            json.WriteStringValue(node.Value);

        json.WriteEndArray();
    }

    /// <summary>"holder for intended"; nothing when there is none.</summary>
    public static void WriteStandIns(this Utf8JsonWriter json, string name, ImmutableArray<StandIn> standIns)
    {
        if (standIns.IsEmpty)
            return;

        json.WriteStartArray(name);
        foreach (var (holder, intended) in standIns)
            json.WriteStringValue($"{holder} for {intended}");

        json.WriteEndArray();
    }

    public static void WriteFlagIfSet(this Utf8JsonWriter json, string name, bool flag)
    {
        if (flag)
            json.WriteBoolean(name, true);
    }

    public static void WriteNumberIfAny(this Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
    }

    /// <summary>Dots, clocks and a digest of the canonical bytes.</summary>
    public static void WriteVersions(this Utf8JsonWriter json, SiblingSet versions)
    {
        json.WriteStartArray("versions");
        foreach (var sibling in versions.Siblings)
        {
            json.WriteStartObject();
            json.WriteDot("dot", sibling.Dot);
            json.WriteClock("past", sibling.Past);
            if (sibling.IsTombstone)
                json.WriteBoolean("tombstone", true);
            if (sibling.ExpiresAt is { } due)
                json.WriteString("expires", due.ToString());

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("versionsDigest", (versions.IsEmpty ? DigestOfNothing : versions.Digest).ToString("x16", CultureInfo.InvariantCulture));
    }

    public static void WriteContext(this Utf8JsonWriter json, CausalContext context)
    {
        json.WriteClock("context", context.Clock);
        if (context.FastestReplica is { } fastest)
            json.WriteString("fastest", fastest.Value);
    }

    // Written out with incarnations: the clock's own text leaves them out for people.
    private static void WriteClock(this Utf8JsonWriter json, string name, VectorClock clock)
    {
        json.WriteStartArray(name);
        foreach (var entry in clock.Entries)
            json.WriteClockEntry(entry.Actor, entry.Counter);

        json.WriteEndArray();
    }
}
