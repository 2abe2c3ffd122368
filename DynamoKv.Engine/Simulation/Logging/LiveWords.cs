// What one member of a live cluster sees of the others, as properties of a line.
using System.Text.Json;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>Writes the properties of an event of a live cluster in their order.</summary>
internal static class LiveWords
{
    /// <exception cref="InvalidOperationException">When the event has no words yet.</exception>
    public static void Write(Utf8JsonWriter json, WorldEvent.OfLive what)
    {
        if (what is not WorldEvent.MessageSeen)
            json.WriteString("member", what.Node.Value);

        switch (what)
        {
            case WorldEvent.MemberFound found:
                json.WriteString("address", found.Address);
                break;
            case WorldEvent.MemberTold told:
                json.WriteNumber("incarnation", told.Incarnation);
                json.WriteNumber("keys", told.Keys);
                json.WriteNumber("hints", told.Kept.Sum(kept => kept.Count));
                json.WriteNodes("suspects", told.Suspects);
                break;
            case WorldEvent.MemberSilent silent:
                json.WriteString("seenBy", silent.SeenBy.Value);
                json.WriteBoolean("countsAsDown", silent.CountsAsDown);
                break;
            case WorldEvent.RowsShown shown:
                json.WriteNumber("rows", shown.Rows.Length);
                break;
            case WorldEvent.TraceMissing missing:
                if (missing.Events is { } events)
                    json.WriteNumber("events", events);
                json.WriteString("reason", missing.Reason);
                break;
            case WorldEvent.MessageSeen seen:
                json.WriteLink(seen.Number, seen.Node, seen.Receiver);
                json.WriteOperation(seen.Operation);
                json.WriteString("what", seen.What.ToString());
                json.WriteString("left", seen.LeftAt.ToString());
                break;
            case WorldEvent.MemberGone:
                break; // its name says all
            default:
                throw new InvalidOperationException($"The log has no words for {what.GetType().Name}.");
        }
    }
}
