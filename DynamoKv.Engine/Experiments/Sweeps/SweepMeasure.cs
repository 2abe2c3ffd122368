// Runs one cell with one seed and counts.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Experiments.Sweeps;

/// <summary>Runs one cell with one seed, looks at its disks once a second, and counts.</summary>
internal static class SweepMeasure
{
    /// <summary>Keys whose replicas are not all equal, second by second.</summary>
    public const string Differing = "keys whose replicas differ";

    /// <summary>Hints that wait, second by second.</summary>
    public const string Hints = "hints that wait";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Runs it.</summary>
    /// <exception cref="OperationCanceledException">When it is told to stop.</exception>
    public static SweepRun Run(ScenarioFile file, ulong seed, CancellationToken stop)
    {
        using var runner = new ScenarioRunner(file, seed, new MemoryStoreFactory()); // what happens is the same as on SQLite
        var (differing, hints) = (new List<double>(), new List<double>());
        while (!runner.IsOver)
        {
            stop.ThrowIfCancellationRequested();
            runner.Advance(LookEvery);
            var at = runner.Run.Now.SinceStart.TotalSeconds;
            differing.AddRange([at, DifferingKeys(runner.Run)]);
            hints.AddRange([at, runner.Run.Nodes.Sum(node => runner.Run.Hints(node).Count)]);
        }

        var outcome = runner.Judge();
        var figures = RunFigures.Of(outcome.History);
        return new SweepRun(
            outcome.IsAsExpected, FiguresOf(runner.Run, figures, differing), SharesOf(figures),
            new SortedDictionary<string, double[]>(StringComparer.Ordinal) { [Differing] = [.. differing], [Hints] = [.. hints] },
            [.. outcome.Faults.Select(fault => new SweepFault(fault.What, fault.From.SinceStart.TotalSeconds, fault.Until.SinceStart.TotalSeconds))],
            [.. outcome.Verdicts.Select(one => new SweepVerdict(one.Id, one.Kind, one.Outcome.ToString().ToLowerInvariant(), one.IsAsExpected, one.Sentence))]);
    }

    private static SortedDictionary<string, long[]> SharesOf(RunFigures figures)
    {
        var asked = figures.Done + figures.Failed + figures.Unknown;
        var shares = new SortedDictionary<string, long[]>(StringComparer.Ordinal);
        if (figures.Reads > 0)
            shares.Add(SweepFigures.Stale, [figures.Stale, figures.Reads]);
        if (asked > 0)
            shares.Add(SweepFigures.Done, [figures.Done, asked]);

        return shares;
    }

    private static SortedDictionary<string, double> FiguresOf(SimulationRun run, RunFigures figures, List<double> differing)
    {
        var all = new SortedDictionary<string, double>(StringComparer.Ordinal) { ["most siblings"] = figures.MostSiblings, [SweepFigures.Divergence] = Every2nd(differing).Sum() };
        Add("get p50, ms", figures.GetP50);
        Add("get p99, ms", figures.GetP99);
        Add("get p99.9, ms", figures.GetP999);
        Add("put p50, ms", figures.PutP50);
        Add("put p99, ms", figures.PutP99);
        Add("put p99.9, ms", figures.PutP999);
        Count(run, all);
        return all;

        void Add(string name, double? value)
        {
            if (value is { } number)
                all.Add(name, number);
        }
    }

    // What the protocol took: messages by their purpose, hints, and how evenly the replicas' work was spread.
    private static void Count(SimulationRun run, SortedDictionary<string, double> all)
    {
        var loads = run.Nodes.ToDictionary(node => node, _ => 0L);
        var (trees, gossip, hints) = (0L, 0L, 0L);
        foreach (var entry in run.Log)
        {
            switch (entry.What)
            {
                case WorldEvent.MessageSent { Message: Message.ReplicaPut or Message.ReplicaGet } sent: loads[sent.Receiver] = loads.GetValueOrDefault(sent.Receiver) + 1; break;
                case WorldEvent.MessageSent { Message: Message.OfAntiEntropy }: trees++; break;
                case WorldEvent.MessageSent { Message: Message.OfMembership }: gossip++; break;
                case TraceEvent.HintKept: hints++; break;
                default: break;
            }
        }

        all.Add("anti-entropy messages", trees);
        all.Add("gossip messages", gossip);
        all.Add("hints kept", hints);
        if (loads.Values.Max() is > 0 and var highest)
            all.Add(SweepFigures.Balance, loads.Values.Average() / highest);
    }

    private static int DifferingKeys(SimulationRun run)
    {
        var rows = run.Nodes.ToDictionary(node => node, node => run.Rows(node).ToDictionary(row => row.Key, row => row.Value));
        var n = run.Scenario.Node.Quorum.N;
        return rows.Values.SelectMany(held => held.Keys).Distinct().Count(key => run.Ring.PreferenceList(Ring.RingPosition.OfKey(key), n)
            .Select(node => rows.TryGetValue(node, out var held)
                ? held.GetValueOrDefault(key, SiblingSet.Empty)
                : SiblingSet.Empty).Distinct().Count() > 1);
    }

    private static IEnumerable<double> Every2nd(List<double> pairs) => pairs.Where((_, index) => index % 2 == 1);
}
