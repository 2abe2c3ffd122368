// Transfers of key ranges (Dynamo 4.9), as properties of a line.
using System.Globalization;
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>Writes the properties of what is said about transfers of key ranges (Dynamo 4.9) in their order.</summary>
internal static class TransferWords
{
    /// <exception cref="InvalidOperationException">When the event has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, TraceEvent.OfTransfer what)
    {
        switch (what)
        {
            case TraceEvent.TransferOffered offered:
                json.WriteString("target", offered.Target.Value);
                json.WriteNumber("ranges", offered.Ranges);
                json.WriteNumber("keys", offered.Keys);
                json.WriteString("reason", offered.Reason);
                break;
            case TraceEvent.StraysHandedOver strays:
                json.WriteNumber("keys", strays.Keys);
                json.WriteNumber("left", strays.StraysLeft);
                break;
            case TraceEvent.TransfersSwitched switched:
                json.WriteBoolean("paused", switched.IsPaused);
                break;
            default:
                WriteOfTarget(json, what);
                break;
        }
    }

    /// <exception cref="InvalidOperationException">When the message has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, Message.OfTransfer message)
    {
        json.WriteNumber("epoch", message.Epoch);
        switch (message)
        {
            case Message.TransferOffer offer:
                json.WriteMove(offer.Move);
                json.WriteNumber("ranges", offer.Ranges);
                json.WriteNumber("keys", offer.Keys);
                break;
            case Message.TransferRequest request:
                json.WriteMove(request.Move, request.InsteadOf, request.After);
                json.WriteNumber("limit", request.Limit);
                break;
            case Message.TransferBatch batch:
                json.WriteMove(batch.Move, batch.InsteadOf, batch.After);
                json.WriteKeys(batch.Rows.Select(row => row.Key));
                json.WriteBoolean("last", batch.IsLast);
                break;
            case Message.TransferPaused paused:
                json.WriteMove(paused.Move, paused.InsteadOf);
                break;
            case Message.TransferFinished finished:
                json.WriteMove(finished.Move);
                break;
            default:
                WriteOfStrays(json, message);
                break;
        }
    }

    private static void WriteOfStrays(Utf8JsonWriter json, Message.OfTransfer message)
    {
        switch (message)
        {
            case Message.StrayCheck check:
                json.WriteKeys(check.Keys.Select(key => key.Key));
                break;
            case Message.StrayChecked @checked:
                json.WriteKeys(@checked.Held.Select(key => key.Key), "held");
                json.WriteKeys(@checked.Wanted, "wanted");
                break;
            case Message.StrayRows rows:
                json.WriteKeys(rows.Rows.Select(row => row.Key));
                break;
            case Message.StrayRowsMerged merged:
                json.WriteKeys(merged.Keys.Select(key => key.Key));
                break;
            default:
                throw new InvalidOperationException($"The log has no words for {message.GetType().Name}.");
        }
    }

    private static void WriteOfTarget(Utf8JsonWriter json, TraceEvent.OfTransfer what)
    {
        switch (what)
        {
            case TraceEvent.TransferStarted started:
                json.WriteString("source", started.Source.Value);
                json.WriteNumber("ranges", started.Ranges);
                json.WriteString("reason", started.Reason);
                break;
            case TraceEvent.TransferResumed resumed:
                json.WriteString("source", resumed.Source.Value);
                json.WriteNumber("keysDone", resumed.KeysDone);
                break;
            case TraceEvent.TransferBatchStored stored:
                json.WriteString("source", stored.Source.Value);
                json.WriteNumber("keys", stored.Keys);
                json.WriteNumber("keysDone", stored.KeysDone);
                json.WriteNumber("keysTotal", stored.KeysTotal);
                break;
            case TraceEvent.TransferCompleted completed:
                json.WriteString("source", completed.Source.Value);
                json.WriteNumber("keysDone", completed.KeysDone);
                json.WriteString("reason", completed.Reason);
                break;
            case TraceEvent.TransferSourceReplaced replaced:
                json.WriteString("source", replaced.Source.Value);
                json.WriteNodes("others", replaced.Others);
                break;
            default:
                throw new InvalidOperationException($"The log has no words for {what.GetType().Name}.");
        }
    }

    private static void WriteMove(this Utf8JsonWriter json, ulong move, NodeId? insteadOf = null, Key? after = null)
    {
        json.WriteString("move", move.ToString("x16", CultureInfo.InvariantCulture));
        if (insteadOf is { } silent)
            json.WriteString("insteadOf", silent.Value);

        if (after is { } key)
            json.WriteString("after", key.Text);
    }

    private static void WriteKeys(this Utf8JsonWriter json, IEnumerable<Key> keys, string name = "keys")
    {
        json.WriteStartArray(name);
        foreach (var key in keys)
            json.WriteStringValue(key.Text);

        json.WriteEndArray();
    }
}
