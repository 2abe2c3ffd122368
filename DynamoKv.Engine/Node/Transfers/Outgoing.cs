// A transfer as its source sees it.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Transfers;

/// <summary>What this node sends to one target. For people only: nothing here must survive a crash.</summary>
/// <param name="move">What moves.</param>
/// <param name="isOwn">Whether this node is the move's source; otherwise it stands in for it.</param>
internal sealed class Outgoing(RangeMove move, bool isOwn)
{
    private readonly RateMeter _meter = new();
    private long _sent;

    public RangeMove Move { get; } = move;

    public bool IsOwn { get; } = isOwn;

    public long KeysTotal { get; set; }

    public bool IsDone { get; set; }

    /// <summary>When the target was last heard or spoken to; null: never.</summary>
    public Instant? LastWord { get; set; }

    public bool WasOffered { get; set; }

    private bool WasAsked { get; set; }

    /// <summary>The request that waits for its turn; null: none.</summary>
    public Message.TransferRequest? Waiting { get; private set; }

    public void Ask(Message.TransferRequest? request)
    {
        Waiting = request;
        WasAsked |= request is not null;
    }

    public void Count(Instant now, int keys, long bytes)
    {
        _sent += keys;
        _meter.Count(now, keys, bytes);
    }

    public TransferView View(NodeScope scope, TransferPlan plan, bool isPaused)
    {
        var (keys, bytes) = _meter.PerSecond(scope.Now);
        var isSilent = LastWord is not { } word || scope.Now - word > scope.Options.Transfers.RetryAfter * 2;
        var problem = IsDone || scope.IsReachable(Move.Target) ? null : $"{Move.Target} can't be reached";
        var state = IsDone ? TransferState.Done
            : isPaused ? TransferState.Paused
            : problem is not null || (WasAsked && isSilent) ? TransferState.Waiting
            : WasAsked ? TransferState.Running
            : TransferState.Offered;
        return new TransferView(
            IsOwn ? Move.Source : scope.Self, IsOwn ? null : Move.Source, Move.Target, Move.Ranges.Length,
            plan.ReasonOf(Move), _sent, KeysTotal, keys, bytes, state, problem);
    }
}
