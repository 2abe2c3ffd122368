// What a node says of itself, as properties of a line.
using System.Text.Json;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>Writes the properties of a node's trace event in their order.</summary>
internal static class TraceEventWords
{
    /// <exception cref="InvalidOperationException">When the event has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, TraceEvent what)
    {
        switch (what)
        {
            case TraceEvent.Started started:
                json.WriteNumber("incarnation", started.Incarnation);
                json.WriteNumber("keys", started.Keys);
                break;
            case TraceEvent.RequestEntered entered:
                RequestWords.Write(json, entered.Request);
                break;
            case TraceEvent.RequestForwarded forwarded:
                json.WriteOperation(forwarded.Operation, forwarded.Key);
                json.WriteString("coordinator", forwarded.Coordinator.Value);
                break;
            case TraceEvent.Coordinating coordinating:
                json.WriteOperation(coordinating.Operation, coordinating.Key);
                json.WriteString("kind", coordinating.Kind.ToString());
                json.WriteNodes("replicas", coordinating.Replicas);
                json.WriteNumber("required", coordinating.Required);
                break;
            case TraceEvent.VersionsStored stored:
                json.WriteKey(stored.Operation, stored.Key);
                json.WriteString("reason", stored.Reason.ToString());
                json.WriteFlagIfSet("buffered", stored.IsBuffered);
                json.WriteVersions(stored.Versions);
                break;
            case TraceEvent.OperationSettled settled:
                ResponseWords.Write(json, settled.Response);
                break;
            case TraceEvent.ClientAnswered answered:
                ResponseWords.Write(json, answered.Response);
                break;
            default:
                WriteAboutPeers(json, what);
                break;
        }
    }

    private static void WriteAboutPeers(Utf8JsonWriter json, TraceEvent what)
    {
        switch (what)
        {
            case TraceEvent.AnswerCounted counted:
                json.WriteOperation(counted.Operation);
                json.WriteString("replica", counted.Replica.Value);
                json.WriteBoolean("success", counted.IsSuccess);
                json.WriteNumber("reached", counted.Reached);
                json.WriteNumber("required", counted.Required);
                break;
            case TraceEvent.RepairSent repair:
                json.WriteOperation(repair.Operation, repair.Key);
                json.WriteString("replica", repair.Replica.Value);
                break;
            case TraceEvent.PeerSuspected suspected:
                json.WriteString("peer", suspected.Peer.Value);
                break;
            case TraceEvent.PeerHeardAgain heard:
                json.WriteString("peer", heard.Peer.Value);
                break;
            case TraceEvent.RowDamaged damaged:
                json.WriteString("key", damaged.Key.Text);
                break;
            case TraceEvent.WriteRefused refused:
                json.WriteKey(refused.Operation, refused.Key);
                json.WriteString("reason", refused.Reason);
                break;
            case TraceEvent.RowRemoved removed:
                json.WriteString("key", removed.Key.Text);
                json.WriteString("reason", removed.Reason.ToString());
                break;
            default:
                WriteOfRoles(json, what);
                break;
        }
    }

    private static void WriteOfRoles(Utf8JsonWriter json, TraceEvent what)
    {
        switch (what)
        {
            case TraceEvent.OfHandoff handoff:
                HandoffWords.Write(json, handoff);
                break;
            case TraceEvent.OfAntiEntropy antiEntropy:
                AntiEntropyWords.Write(json, antiEntropy);
                break;
            case TraceEvent.OfMembership membership:
                MembershipWords.Write(json, membership);
                break;
            case TraceEvent.OfTransfer transfer:
                TransferWords.Write(json, transfer);
                break;
            case TraceEvent.OfReaping reaping:
                ReapingWords.Write(json, reaping);
                break;
            case TraceEvent.RowsFlushed or TraceEvent.BackgroundPaced:
                SliceWords.Write(json, what);
                break;
            default:
                throw new InvalidOperationException($"The log has no words for {what.GetType().Name}.");
        }
    }
}
