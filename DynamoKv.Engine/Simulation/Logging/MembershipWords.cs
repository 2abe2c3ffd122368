// Membership and failure detection (Dynamo 4.8), as properties of a line.
using System.Globalization;
using System.Text.Json;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>Writes the properties of what is said about membership and failure detection in their order.</summary>
internal static class MembershipWords
{
    /// <exception cref="InvalidOperationException">When the event has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, TraceEvent.OfMembership what)
    {
        switch (what)
        {
            case TraceEvent.MemberChanged changed:
                json.WriteString("member", changed.Member.Value);
                json.WriteString("phase", changed.Phase.ToString());
                json.WriteNumber("generation", changed.Generation);
                break;
            case TraceEvent.PlacementChanged placed:
                json.WriteNumber("epoch", placed.Epoch);
                json.WriteNodes("members", placed.Members);
                json.WriteNodes("next", placed.Next);
                break;
            case TraceEvent.PeerStatusChanged status:
                json.WriteString("peer", status.Peer.Value);
                json.WriteString("status", status.Status.ToString());
                json.WriteString("phi", status.Phi.ToString("0.00", CultureInfo.InvariantCulture));
                json.WriteString("silence", ScenarioText.Duration(status.Silence));
                break;
            case TraceEvent.ChangeStaged staged:
                json.WriteString("member", staged.Member.Value);
                json.WriteString("change", staged.IsJoin ? "join" : "leave");
                break;
            case TraceEvent.PlanEmptied emptied:
                json.WriteBoolean("committed", emptied.IsCommitted);
                json.WriteNodes("joining", emptied.Joining);
                json.WriteNodes("leaving", emptied.Leaving);
                break;
            case TraceEvent.ChangeCompleted completed:
                json.WriteNumber("epoch", completed.Epoch);
                break;
            default:
                throw new InvalidOperationException($"The log has no words for {what.GetType().Name}.");
        }
    }

    /// <summary>Gossip is frequent: a line says which view it was, not all that stands in it.</summary>
    public static void Write(Utf8JsonWriter json, Message.OfMembership message)
    {
        json.WriteNumber("epoch", message.View.Epoch);
        json.WriteNumber("members", message.View.Members.Length);
        json.WriteString("digest", message.View.Digest.ToString("x16", CultureInfo.InvariantCulture));
    }
}
