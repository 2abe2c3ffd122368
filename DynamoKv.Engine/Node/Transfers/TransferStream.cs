// Rows that come from one node.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Node.Transfers;

/// <summary>Rows that come from one node: the source of a move, or one that stands in for it.</summary>
internal sealed class TransferStream(NodeId giver, NodeId? insteadOf, TransferProgress progress, bool isResumed)
{
    public NodeId Giver { get; } = giver;

    /// <summary>The silent source in whose place it gives; null: it is the source.</summary>
    public NodeId? InsteadOf { get; } = insteadOf;

    public TransferProgress Progress { get; set; } = progress;

    /// <summary>Whether the progress was read from the disk and nothing came in this life yet.</summary>
    public bool IsResumed { get; } = isResumed;

    public bool WasAsked { get; private set; }

    /// <summary>When it was asked last, or began to wait for an offer.</summary>
    public Instant AskedAt { get; private set; }

    /// <summary>How many times in a row it was asked in vain.</summary>
    public int Silences { get; private set; }

    /// <summary>Whether it said that it is paused.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>What is in the way; null: nothing.</summary>
    public string? Problem { get; set; }

    public long? KeysTotal { get; set; }

    public RateMeter Meter { get; } = new();

    /// <summary>It waits from now on, for an offer or an answer.</summary>
    public void WaitFrom(Instant now) => AskedAt = now;

    public void Asked(Instant now)
    {
        WasAsked = true;
        AskedAt = now;
    }

    public void Heard(bool isPaused)
    {
        Silences = 0;
        IsPaused = isPaused;
    }

    public void WasSilent() => Silences++;

    public TransferView View(NodeScope scope, TransferPlan plan, Incoming incoming, bool isPausedHere)
    {
        var (keys, bytes) = Meter.PerSecond(scope.Now);
        var problem = Progress.IsDone ? null
            : Problem ?? (scope.IsReachable(Giver) ? null : $"{Giver} can't be reached");
        var state = incoming.IsDone || Progress.IsDone ? TransferState.Done
            : isPausedHere || IsPaused ? TransferState.Paused
            : problem is not null || Silences > 0 ? TransferState.Waiting
            : WasAsked ? TransferState.Running
            : TransferState.Offered;
        return new TransferView(
            Giver, InsteadOf, scope.Self, incoming.Move.Ranges.Length, plan.ReasonOf(incoming.Move), Progress.Keys, KeysTotal,
            keys, bytes, state, problem);
    }
}
