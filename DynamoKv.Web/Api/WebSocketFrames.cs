// From log entries to frames of /ws.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>From log entries to frames of /ws. Remembers requests under way, at most <see cref="MaxRequests"/>. One owner.</summary>
internal sealed class WebSocketFrames(TimeProvider time)
{
    /// <summary>Requests whose answer is awaited; beyond, the memory starts anew and their operations are not reported.</summary>
    private const int MaxRequests = 10_000;

    private readonly Dictionary<OperationId, (ClientRequest Request, Instant At)> _requests = [];

    /// <summary>The state of all nodes, and of the ring where asked for.</summary>
    public static async Task<byte[]> StateAsync(string type, IClusterSession session, TimeProvider time, bool withRing, CancellationToken cancellation)
    {
        await session.RefreshAsync(cancellation);
        var tick = session.Current;
        var viewer = tick.Head.Nodes.Keys.First();
        return ApiJson.Bytes(new StateFrame(
            type, UnixTime.Now(time), [.. ClusterFacts.Nodes(session, tick).Select(node => ClusterFacts.Watched(node, tick))],
            await ClusterFacts.StorageAsync(session, tick, viewer, cancellation), ClusterFacts.Replication(session, tick, viewer))
        {
            Ring = withRing ? ClusterFacts.Ring(session.Ring) : null,
        });
    }

    /// <summary>The frame that an entry is worth; null: none.</summary>
    public byte[]? Of(LogEntry entry) => entry.What switch
    {
        TraceEvent.RequestEntered entered => Remember(entered.Request, entry.At),
        TraceEvent.ClientAnswered answered => Operation(answered.Response, entry),
        TraceEvent.OperationSettled { Response: ClientResponse.Read { Versions.Siblings.Length: > 1 } read } => Conflict(read, entry),
        WorldEvent.NodeCrashed crashed => Fault(entry, crashed.Node, $"Node {crashed.Node} crashed: {crashed.Cause}"),
        WorldEvent.NodeRestarted restarted => Fault(entry, restarted.Node, $"Node {restarted.Node} was restarted."),
        WorldEvent.NodePaused paused => Fault(entry, paused.Node, $"Node {paused.Node} stands still."),
        WorldEvent.NodeResumed resumed => Fault(entry, resumed.Node, $"Node {resumed.Node} goes on."),
        WorldEvent.MemberFound or WorldEvent.MemberGone => Membership(entry),
        WorldEvent.MemberSilent silent => Fault(entry, silent.Node, $"{silent.Node} does not answer {silent.SeenBy}."),
        WorldEvent.FaultInjected injected => Fault(entry, null, injected.Description),
        WorldEvent.FaultHealed healed => Fault(entry, null, $"{healed.Fault} is over."),
        _ => null,
    };

    private byte[]? Remember(ClientRequest request, Instant at)
    {
        if (_requests.Count >= MaxRequests)
        {
            _requests.Clear();
        }

        _requests[request.Operation] = (request, at);
        return null;
    }

    private byte[]? Operation(ClientResponse response, LogEntry entry)
    {
        if (!_requests.Remove(response.Operation, out var asked))
        {
            return null;
        }

        var (result, isAchieved) = Outcome(response);
        return ApiJson.Bytes(new OperationFrame(
            "operation", asked.Request.Kind.ToString().ToLowerInvariant(), asked.Request.Key.Text, Value(asked.Request, response),
            response.Coordinator.Value, result, isAchieved, Shapes.Names(response.Replicas.Succeeded), (entry.At - asked.At).TotalMilliseconds, UnixTime.Now(time)));
    }

    private byte[] Conflict(ClientResponse.Read read, LogEntry entry)
    {
        var key = _requests.TryGetValue(read.Operation, out var asked) ? asked.Request.Key.Text : "";
        return ApiJson.Bytes(new ConflictFrame("conflict", key, read.Versions.Siblings.Length, (entry.Node ?? read.Coordinator).Value, UnixTime.Now(time)));
    }

    private byte[]? Membership(LogEntry entry) => entry.What switch
    {
        WorldEvent.MemberFound found => Frame("membership", entry, found.Node, $"{found.Node} is a member."),
        WorldEvent.MemberGone gone => Frame("membership", entry, gone.Node, $"{gone.Node} is no member any more."),
        _ => null,
    };

    private byte[] Fault(LogEntry entry, NodeId? node, string description) =>
        Frame("fault", entry, node, description);

    private byte[] Frame(string type, LogEntry entry, NodeId? node, string description) =>
        ApiJson.Bytes(new FaultFrame(type, EventShapes.TypeOf(entry.What), node?.Value, description, UnixTime.Now(time)));

    private static string? Value(ClientRequest request, ClientResponse response) => (request, response) switch
    {
        (ClientRequest.Put put, _) => EventShapes.Cut(put.Content.Value),
        (_, ClientResponse.Read { Versions.Siblings: [{ IsTombstone: false } only] }) => EventShapes.Cut(only.Value),
        _ => null,
    };

    /// <summary>A write that missed its quorum or its time may still be read later: neither success nor failure.</summary>
    private static (string Result, bool IsAchieved) Outcome(ClientResponse response) => response switch
    {
        ClientResponse.Read or ClientResponse.Written or ClientResponse.Deleted or ClientResponse.NothingToDelete => ("success", true),
        ClientResponse.AlreadyExists => ("failure", true),
        ClientResponse.TimedOut { Kind: not OperationKind.Get } or ClientResponse.QuorumMissed { MayBeSeen: true } => ("unknown", false),
        _ => ("failure", false),
    };
}
