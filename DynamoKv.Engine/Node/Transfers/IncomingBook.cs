// Begins transfers, or takes them up where they stood.
using System.Collections.Immutable;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Node.Transfers;

/// <summary>Begins transfers, or takes them up where they stood: before a crash, or before the plan changed.</summary>
internal sealed class IncomingBook(NodeScope scope, TransferNotes notes)
{
    /// <summary>What this node takes over by a plan.</summary>
    /// <param name="plan">The plan; null: no change is under way.</param>
    /// <param name="before">What it took over until now. Its progress is worthless unless the very same ranges still
    /// move.</param>
    public ImmutableArray<Incoming> Open(TransferPlan? plan, ImmutableArray<Incoming> before)
    {
        ImmutableArray<Incoming> now = plan is null ? [] :
        [
            .. plan.Moves.Where(move => move.Target == scope.Self)
                .Select(move => Keep(before.FirstOrDefault(known => IsSame(known, move, plan)), plan) ?? Load(move, plan)),
        ];
        foreach (var gone in before.Where(known => now.All(incoming => incoming.Move.Digest != known.Move.Digest)))
        {
            foreach (var stream in gone.Streams)
                ForgetUnlessUsed(gone.Move, stream.Giver, now);
        }

        return now;
    }

    /// <summary>Takes from all other holders what the source does not give.</summary>
    public void Replace(Incoming incoming, TransferPlan plan) =>
        incoming.Replace(incoming.Move.Others.Select(other => StreamOf(incoming.Move, other, plan)));

    // With no membership in between that this node has not seen, writes to these ranges have reached it all the time.
    private static bool IsSame(Incoming known, RangeMove move, TransferPlan plan) =>
        known.Move.Digest == move.Digest && (plan.Epoch - known.Paired.Progress.Epoch) is 0 or 1;

    private Incoming? Keep(Incoming? known, TransferPlan plan)
    {
        foreach (var stream in known?.Streams ?? [])
        {
            stream.Progress = stream.Progress with { Epoch = plan.Epoch };
            notes.Keep(known!.Move, stream.Giver, stream.Progress); // a full disk forgets the progress, no more
        }

        return known;
    }

    private Incoming Load(RangeMove move, TransferPlan plan)
    {
        var incoming = new Incoming(move, StreamOf(move, move.Source, plan));
        if (move.Others.Any(other => notes.Find(move, other, plan.Epoch) is not null))
            Replace(incoming, plan);

        return incoming;
    }

    private TransferStream StreamOf(RangeMove move, NodeId giver, TransferPlan plan)
    {
        var found = notes.Find(move, giver, plan.Epoch);
        var progress = found ?? new TransferProgress(plan.Epoch, move.Digest, Cursor: null, Keys: 0, IsDone: false);
        return new TransferStream(giver, giver == move.Source ? null : move.Source, progress, isResumed: found is not null);
    }

    // The ranges of a pair changed but not its name: then the note under it is a new one already, or none.
    private void ForgetUnlessUsed(RangeMove move, NodeId giver, ImmutableArray<Incoming> now)
    {
        if (now.All(incoming => incoming.Move.Source != move.Source))
            notes.Forget(move, giver);
    }
}
