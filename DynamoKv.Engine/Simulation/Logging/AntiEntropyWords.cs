// Anti-entropy (Dynamo 4.7), as properties of a line.
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>Writes the properties of what is said about anti-entropy (Dynamo 4.7) in their order.</summary>
internal static class AntiEntropyWords
{
    /// <exception cref="InvalidOperationException">When the event has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, TraceEvent.OfAntiEntropy what)
    {
        switch (what)
        {
            case TraceEvent.TreesBuilding building:
                json.WriteNumber("ranges", building.Ranges);
                break;
            case TraceEvent.TreesReady ready:
                json.WriteNumber("ranges", ready.Ranges);
                json.WriteNumber("keys", ready.Keys);
                json.WriteNumber("rows", ready.Rows);
                break;
            case TraceEvent.ExchangeStarted started:
                WriteExchange(json, started.Exchange, started.Peer.Value);
                json.WriteNumber("ranges", started.Ranges);
                json.WriteNumber("keys", started.Keys);
                json.WriteBoolean("byHand", started.IsByHand);
                json.WriteBoolean("dryRun", started.IsDryRun);
                break;
            case TraceEvent.BucketsDiffer differ:
                WriteExchange(json, differ.Exchange, differ.Peer.Value);
                json.WriteNumber("buckets", differ.Buckets);
                json.WriteNumber("hashes", differ.Hashes);
                break;
            case TraceEvent.KeyDiffers differs:
                WriteExchange(json, differs.Exchange, differs.Peer.Value);
                json.WriteString("key", differs.Key.Text);
                json.WriteString("difference", differs.Difference.ToString());
                break;
            case TraceEvent.ExchangeEnded ended:
                WriteExchange(json, ended.Exchange, ended.Peer.Value);
                json.WriteBoolean("dryRun", ended.IsDryRun);
                Write(json, ended.Counts);
                json.WriteNumber("fullCopyKeys", ended.FullCopyKeys);
                json.WriteNumber("fullCopyBytes", ended.FullCopyBytes);
                break;
            case TraceEvent.ExchangeAbandoned abandoned:
                WriteExchange(json, abandoned.Exchange, abandoned.Peer.Value);
                json.WriteString("reason", abandoned.Reason.ToString());
                Write(json, abandoned.Counts);
                break;
            case TraceEvent.AntiEntropyPaused or TraceEvent.AntiEntropyResumed:
                break; // the name says all
            default:
                throw new InvalidOperationException($"The log has no words for {what.GetType().Name}.");
        }
    }

    /// <exception cref="InvalidOperationException">When the message has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, Message.OfAntiEntropy message)
    {
        json.WriteString("exchange", message.Exchange.ToString());
        json.WriteNumber("step", message.Step);
        switch (message)
        {
            case Message.CompareHashes compare:
                json.WriteNumber("epoch", compare.Terms.RingEpoch);
                Write(json, "hashes", compare.Nodes, node => $"{Text(node.Address)}={Hex(node.Hash)}");
                break;
            case Message.HashesCompared compared:
                Write(json, "differing", compared.Differing, one => $"{Text(one.Address)}>{Hex(one.Left)},{Hex(one.Right)}");
                break;
            case Message.ListKeys list:
                json.WriteNumber("epoch", list.Terms.RingEpoch);
                Write(json, "leaves", list.Leaves, Text);
                if (list.After is { } after)
                    json.WriteString("after", after.Text);
                break;
            case Message.KeysListed listed:
                Write(json, "keys", listed.Keys, one => $"{one.Key}={Hex(one.Digest)}");
                json.WriteNumber("complete", listed.CompleteLeaves);
                break;
            case Message.SwapVersions swap:
                json.WriteNumber("epoch", swap.Terms.RingEpoch);
                Write(json, "offered", swap.Offered);
                Write(json, "wanted", swap.Wanted, key => key.Text);
                break;
            case Message.VersionsSwapped swapped:
                Write(json, "rows", swapped.Rows);
                json.WriteNumber("merged", swapped.Merged);
                break;
            case Message.ExchangeRefused refused:
                json.WriteString("reason", refused.Reason.ToString());
                break;
            default:
                throw new InvalidOperationException($"The log has no words for {message.GetType().Name}.");
        }
    }

    private static void WriteExchange(Utf8JsonWriter json, ExchangeId exchange, string peer)
    {
        json.WriteString("exchange", exchange.ToString());
        json.WriteString("peer", peer);
    }

    private static void Write(Utf8JsonWriter json, ComparisonCounts counts)
    {
        json.WriteNumber("hashes", counts.Hashes);
        json.WriteNumber("bytes", counts.Bytes);
        json.WriteNumber("buckets", counts.Buckets);
        json.WriteNumber("missing", counts.Missing);
        json.WriteNumber("extra", counts.Extra);
        json.WriteNumber("mismatched", counts.Mismatched);
        json.WriteNumber("pulled", counts.Pulled);
        json.WriteNumber("pushed", counts.Pushed);
    }

    private static void Write<T>(Utf8JsonWriter json, string name, ImmutableArray<T> values, Func<T, string> text)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(text(value));

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<KeyVersions> rows)
    {
        json.WriteStartArray(name);
        foreach (var (key, versions) in rows)
        {
            json.WriteStartObject();
            json.WriteString("key", key.Text);
            json.WriteVersions(versions);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>"12/5": node 5 of the tree of the twelfth shared range; "top/1": above the ranges.</summary>
    private static string Text(MerkleAddress address) => address.Range < 0
        ? string.Create(CultureInfo.InvariantCulture, $"top/{address.Node}")
        : string.Create(CultureInfo.InvariantCulture, $"{address.Range}/{address.Node}");

    private static string Hex(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);
}
