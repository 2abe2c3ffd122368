// From lines of a log to JSON events.
using System.Globalization;
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api;

/// <summary>From lines of a log to JSON events.</summary>
internal static class EventShapes
{
    /// <summary>The longest value that an event carries, in characters; longer ones are cut.</summary>
    public const int MaxValueLength = 1_024;

    public static EventInfo Event(LogEntry entry) => new(
        entry.Number.ToString(CultureInfo.InvariantCulture), TypeOf(entry.What), KeyOf(entry.What)?.Text, ValueOf(entry.What), entry.Node?.Value,
        VersionsOf(entry.What) is { } versions ? Shapes.Clock(versions.Context) : null, Shapes.Seconds(entry.At),
        entry.Cause == 0 ? null : entry.Cause.ToString(CultureInfo.InvariantCulture));

    /// <summary>The case's name: "versions_stored", "message_sent"...</summary>
    public static string TypeOf(TraceEvent what) => JsonNamingPolicy.SnakeCaseLower.ConvertName(what.GetType().Name);

    /// <summary>The key that an event names; null: none.</summary>
    public static Key? KeyOf(TraceEvent what) => what switch
    {
        TraceEvent.RequestEntered entered => entered.Request.Key,
        TraceEvent.RequestForwarded forwarded => forwarded.Key,
        TraceEvent.Coordinating coordinating => coordinating.Key,
        TraceEvent.VersionsStored stored => stored.Key,
        TraceEvent.RepairSent repair => repair.Key,
        TraceEvent.RowDamaged damaged => damaged.Key,
        TraceEvent.WriteRefused refused => refused.Key,
        WorldEvent.MessageSent sent => KeyOf(sent.Message),
        _ => null,
    };

    /// <summary>At most <see cref="MaxValueLength"/> characters of a value; bytes that are no text as base64.</summary>
    public static string Cut(ReadOnlyMemory<byte> bytes)
    {
        var (value, _) = Shapes.Value(bytes);
        if (value.Length <= MaxValueLength)
        {
            return value;
        }

        var end = char.IsHighSurrogate(value[MaxValueLength - 1]) ? MaxValueLength - 1 : MaxValueLength;
        return value[..end];
    }

    private static Key? KeyOf(Message message) => message switch
    {
        Message.ForwardedRequest forwarded => forwarded.Request.Key,
        Message.ReplicaPut put => put.Key,
        Message.ReplicaGet get => get.Key,
        Message.ReadRepair repair => repair.Key,
        _ => null,
    };

    private static SiblingSet? VersionsOf(TraceEvent what) => what switch
    {
        TraceEvent.VersionsStored stored => stored.Versions,
        TraceEvent.OperationSettled { Response: ClientResponse.Read read } => read.Versions,
        TraceEvent.OperationSettled { Response: ClientResponse.Stored stored } => stored.Versions,
        _ => null,
    };

    private static string? ValueOf(TraceEvent what) => what switch
    {
        TraceEvent.RequestEntered { Request: ClientRequest.Put put } => Cut(put.Content.Value),
        TraceEvent.VersionsStored { Versions.Siblings: [{ IsTombstone: false } only] } => Cut(only.Value),
        _ => null,
    };
}
