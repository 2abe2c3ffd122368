// A message, as properties of a line.
using System.Text.Json;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>Writes the properties of a message in their order.</summary>
internal static class MessageWords
{
    /// <exception cref="InvalidOperationException">When the message has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, Message message)
    {
        json.WriteString("type", message.GetType().Name);
        switch (message)
        {
            case Message.ForwardedRequest forwarded:
                RequestWords.Write(json, forwarded.Request);
                break;
            case Message.ForwardedResponse forwarded:
                ResponseWords.Write(json, forwarded.Response);
                break;
            case Message.ReplicaPut put:
                json.WriteOperation(put.Operation, put.Key);
                if (put.IntendedFor is { } target)
                    json.WriteString("intendedFor", target.Value);

                json.WriteFlagIfSet("mayBuffer", !put.IsDurable);
                json.WriteVersions(put.Versions);
                break;
            case Message.ReplicaGet get:
                json.WriteOperation(get.Operation, get.Key);
                break;
            case Message.ReplicaGetAnswered answered:
                json.WriteOperation(answered.Operation);
                json.WriteVersions(answered.Versions);
                break;
            case Message.ReadRepair repair:
                json.WriteOperation(repair.Operation, repair.Key);
                if (repair.IntendedFor is { } kept)
                    json.WriteString("intendedFor", kept.Value);

                json.WriteVersions(repair.Versions);
                break;
            case Message.ReplicaPutRefused refused:
                json.WriteOperation(refused.Operation);
                json.WriteString("reason", refused.Reason.ToString());
                break;
            case Message.ReplicaGetRefused refused:
                json.WriteOperation(refused.Operation);
                json.WriteString("reason", refused.Reason.ToString());
                break;
            case Message.ReplicaPutAcknowledged or Message.ReadRepairAcknowledged:
                json.WriteString("operation", message.About!.Value.ToString());
                break;
            case Message.Ping or Message.Pong:
                break; // the type says all
            default:
                WriteOfRoles(json, message);
                break;
        }
    }

    private static void WriteOfRoles(Utf8JsonWriter json, Message message)
    {
        switch (message)
        {
            case Message.OfHandoff handoff:
                HandoffWords.Write(json, handoff);
                break;
            case Message.OfAntiEntropy antiEntropy:
                AntiEntropyWords.Write(json, antiEntropy);
                break;
            case Message.OfMembership membership:
                MembershipWords.Write(json, membership);
                break;
            case Message.OfTransfer transfer:
                TransferWords.Write(json, transfer);
                break;
            case Message.OfReaping reaping:
                ReapingWords.Write(json, reaping);
                break;
            default:
                throw new InvalidOperationException($"The log has no words for {message.GetType().Name}.");
        }
    }
}
