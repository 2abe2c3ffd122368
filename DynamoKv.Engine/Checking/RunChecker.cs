// Judges a run line by line and at rest.
using System.Collections.Immutable;
using DynamoKv.Engine.Checking.Invariants;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Checking;

/// <summary>Judges a run: hand it every line of the log in order, and the disks when everything has settled.</summary>
internal sealed class RunChecker
{
    private readonly Invariant[] _invariants;
    private readonly ChangesKeepQuorums _changes;

    public RunChecker(Expectations expectations)
    {
        Ledger = new CausalLedger(expectations);
        _changes = new ChangesKeepQuorums(Ledger, Verdict);
        _invariants =
        [
            new NothingIsForgottenUnseen(Ledger, Verdict),
            new NoFalseSibling(Ledger, Verdict),
            new DotsAreUnique(Ledger, Verdict),
            new IncarnationsAreUnique(Ledger, Verdict),
            new HintsAreBounded(Ledger, Verdict),
            new HintsArriveBeforeTheyGo(Ledger, Verdict),
            new AnswersAreHonest(Ledger, Verdict),
            new WritesHaveTheirQuorum(Ledger, Verdict),
            new ReadsHaveTheirQuorum(Ledger, Verdict),
            new ReadsSeeAcknowledgedWrites(Ledger, Verdict),
            new StaleRingsAreRefused(Ledger, Verdict),
            new StraysGoWhenAllHaveThem(Ledger, Verdict),
            _changes,
            new NoAcknowledgedWriteLost(Ledger, Verdict),
            new NoResurrection(Ledger, Verdict),
            new ReplicasAreEqual(Ledger, Verdict),
            new HintsAreDrained(Ledger, Verdict),
            new MerkleRootsAreEqual(Ledger, Verdict),
        ];
    }

    public CausalLedger Ledger { get; }

    public RunVerdict Verdict { get; } = new();

    /// <summary>Takes the next line of the log.</summary>
    public void Take(LogEntry entry)
    {
        Ledger.Take(entry);
        foreach (var invariant in _invariants)
            invariant.After(entry);
    }

    /// <summary>A change of the membership has ended, as the line says that was taken last.</summary>
    /// <param name="primariesOf">Who has to hold a key from now on.</param>
    public void ChangeEnded(Func<Key, ImmutableArray<NodeId>> primariesOf, long line) => _changes.ChangeEnded(primariesOf, line);

    /// <summary>Compares what a node has said of its disk with what is on it.</summary>
    public void Compare(NodeState disk, long line) => DisksHoldWhatWasSaid.Compare(Ledger, disk, line, Verdict);

    /// <summary>A node has died; what it had said to be durable must be on its disk.</summary>
    public void Died(NodeState disk, long line)
    {
        if (Ledger.Expectations.MayForgetRows)
            BufferedRows.Adopt(Ledger, disk, line, Verdict);

        Compare(disk, line);
    }

    /// <summary>Everything has settled.</summary>
    public void Rest(FinalState state)
    {
        foreach (var invariant in _invariants)
            invariant.AtRest(state);
    }
}
