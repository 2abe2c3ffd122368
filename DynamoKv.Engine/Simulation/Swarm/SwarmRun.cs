// One random run: a storm, then calm weather in which everything must come to rest.
using System.Collections.Immutable;
using DynamoKv.Engine.Checking;
using DynamoKv.Engine.Checking.Invariants;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Simulation.Swarm;

/// <summary>
/// One random run: a storm, in which nothing may be broken that was promised, then calm weather, in which everything must
/// come to rest within a bounded time. It ends at the first violation.
/// </summary>
internal sealed class SwarmRun(SwarmPlan plan) : IDisposable
{
    /// <summary>How long calm weather may last until everything has come to rest.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(40);

    private const int QuietRounds = 2;
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(400);

    private readonly SimulationRun _run = new(plan.Scenario, new MemoryStoreFactory(), new RunOptions { MaxLogEntries = 300_000 });
    private readonly RunChecker _checker = new(plan.Expectations);
    private readonly Coverage _coverage = new();
    private int _taken;

    public SwarmOutcome Judge()
    {
        StepUntil(SwarmScenario.Calm);
        Settle();
        if (_checker.Verdict.Holds)
            Rest();

        return new SwarmOutcome(plan.Scenario.Seed, _checker.Verdict, _coverage, _run.Log, _run.Steps, _run.Now - SwarmScenario.Calm);
    }

    public void Dispose() => _run.Dispose();

    private void StepUntil(Instant until)
    {
        while (_checker.Verdict.Holds && _run.NextAt is { } next && next <= until)
        {
            _run.Step();
            TakeNewLines();
        }

        if (_checker.Verdict.Holds)
            _run.RunUntil(until);
    }

    private void TakeNewLines()
    {
        for (; _taken < _run.Log.Count; _taken++)
        {
            var entry = _run.Log[_taken];
            _checker.Take(entry);
            _coverage.Take(entry);
            if (entry is { What: WorldEvent.NodeCrashed, Node: { } node } && !_run.IsUp(node))
                _checker.Died(StateOf(node), entry.Number);
            if (entry.What is TraceEvent.ChangeCompleted)
                _checker.ChangeEnded(PrimariesOf, entry.Number);
        }
    }

    private void Settle()
    {
        var quiet = 0;
        for (var round = 0; quiet < QuietRounds && _checker.Verdict.Holds; round++)
        {
            StepUntil(_run.Now + Round);
            var unrest = _run.StoppedBecause ?? Unrest();
            quiet = unrest is null ? quiet + 1 : 0;
            if (unrest is not null && (_run.StoppedBecause is not null || _run.Now - SwarmScenario.Calm > Patience))
                _checker.Verdict.Add(new Violation("SettlesInTime", $"{Patience.TotalSeconds:0} s after the last fault was healed: {unrest}", []));
            else if (plan.RepairsByReading)
                ReadEveryKey(round);
        }
    }

    private void Rest()
    {
        TakeNewLines();
        foreach (var node in _run.Nodes)
            _checker.Compare(StateOf(node), _run.Log.Count);

        _checker.Rest(FinalState());
    }

    // Why the run has not come to rest, in a sentence; null: it has.
    private string? Unrest() =>
        MembershipUnrest()
        ?? HintsAreDrained.Problem(FinalState())
        ?? (plan.IsConverging ? ReplicasAreEqual.Problem(_checker.Ledger, FinalState()) ?? TreeUnrest() : null);

    private string? TreeUnrest()
    {
        foreach (var member in _run.Ring.Members)
        {
            if (_run.Inspect(member.Id)?.AntiEntropy is { IsReady: false })
                return $"{member.Id} is still building its Merkle trees.";
        }

        return MerkleRootsAreEqual.Problem(FinalState());
    }

    private string? MembershipUnrest()
    {
        var ring = _run.Ring;
        long? epoch = null;
        foreach (var member in ring.Members)
        {
            if (_run.Inspect(member.Id)?.Placement is not { } placement)
                return $"{member.Id} is down or knows no cluster.";
            if (placement.Next is not null)
                return $"{member.Id} waits for the end of a change of the membership.";
            if ((epoch ??= placement.Epoch) != placement.Epoch)
                return $"{member.Id} does not know the membership of the others.";
        }

        return null;
    }

    private void ReadEveryKey(int round)
    {
        var members = _run.Ring.Members;
        foreach (var history in _checker.Ledger.Keys)
        {
            var via = members[round++ % members.Length].Id;
            var get = new RequestAction(via, new ClientRequest.Get(_run.NextOperation(via), history.Key, RequestOptions.None));
            if (_run.ProblemWith(get) is null)
                _run.Apply(get);
        }

        TakeNewLines();
    }

    private FinalState FinalState() => new([.. _run.Nodes.Select(StateOf)], PrimariesOf, Trees(), plan.IsConverging);

    private ImmutableArray<TreeRoot> Trees() =>
        [.. _run.Ring.Members.SelectMany(member => _run.Inspect(member.Id)?.AntiEntropy is { IsReady: true } known
            ? known.Trees.Select(tree => new TreeRoot(member.Id, tree.Range, tree.Root))
            : [])];

    private ImmutableArray<NodeId> PrimariesOf(Key key) =>
        _run.Ring.PreferenceList(RingPosition.OfKey(key), plan.Expectations.Quorum.N);

    private NodeState StateOf(NodeId node) => new(node, _run.Rows(node), _run.Hints(node));
}
