// All that verdicts on a run are made from.
using System.Collections.Immutable;
using DynamoKv.Engine.Checking;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Clients;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Scenarios.Running;

/// <summary>All that verdicts on a run are made from: what clients were told, what the disks hold at rest, and when what was broken.</summary>
internal sealed record Evidence
{
    public required ScenarioFile File { get; init; }

    public required Scenario Scenario { get; init; }

    public required History History { get; init; }

    public required FinalState Disks { get; init; }

    public required Watch Watch { get; init; }

    public required ImmutableArray<FaultWindow> Faults { get; init; }

    public required Instant End { get; init; }

    /// <summary>Gathers it from a run that is over.</summary>
    public static Evidence Of(ScenarioFile file, SimulationRun run, Watch watch)
    {
        var disks = Running.Disks.Of(run);
        var options = new HistoryReaderOptions { Mode = file.Cluster.Node.VersionMode, ElementsOf = KeepsSets(file) ? ClientSet.ElementsOf : null };
        var history = HistoryReader.Read(run.Log, options);
        var number = history.Rows.Select(row => row.Number).DefaultIfEmpty(0).Max();
        var sets = history.Keys.Where(key => key.IsSet).Select(key => key.Key).ToHashSet();
        var atRest = Running.Disks.Keys(disks).Select(key => ReadAtRest(disks, key, ++number, run.Now, sets.Contains(key), history.TellsCausality));
        return new Evidence
        {
            File = file,
            Scenario = run.Scenario,
            History = History.Of(history.Rows.Concat(atRest).Concat(Unwritten(history, disks, number, run.Now)), history.TellsCausality),
            Disks = disks,
            Watch = watch,
            Faults = FaultFold.Of(run.Log, run.Now),
            End = run.Now,
        };
    }

    /// <summary>The history as clients know it, without the reads of the disks.</summary>
    public History Asked => field ??= History.Of(History.Rows.Where(row => row.Operation != AtRest), History.TellsCausality);

    private const string AtRest = "of all disks at rest";

    private static bool KeepsSets(ScenarioFile file) => file.Workload is { } workload && (workload.Puts == PutMode.AddToSet || workload.Script.Any(step => step.Ask is ScriptAsk.Add));

    // What all disks together hold of a key, as if a client had read it from everybody after the end.
    private static HistoryRow ReadAtRest(FinalState disks, Key key, int number, Instant end, bool isSet, bool tellsCausality)
    {
        var held = disks.Nodes.Select(node => node.RowOf(key)).Concat(disks.Nodes.SelectMany(node => node.Hints.Where(hint => hint.Key == key).Select(hint => hint.Versions)));
        var siblings = held.SelectMany(versions => versions.Siblings).DistinctBy(sibling => sibling.Dot).OrderBy(sibling => sibling.Dot).ToArray();
        var context = siblings.Aggregate(VectorClock.Empty, (clock, sibling) => clock.Merge(sibling.Clock));
        var live = siblings.Where(sibling => !siblings.Any(other => other.Dot != sibling.Dot && other.Past.Covers(sibling.Dot)));
        return new HistoryRow
        {
            Number = number,
            Operation = AtRest,
            Kind = HistoryKind.Read,
            Key = key,
            Seen = isSet
                ? [.. live.Where(sibling => !sibling.IsTombstone).SelectMany(sibling => ClientSet.ElementsOf(sibling.Value)).Distinct().Select(element => new HistoryValue(element))]
                : [.. live.Select(sibling => new HistoryValue(sibling.IsTombstone ? null : ValueName.Of(sibling.Value), sibling.Dot))],
            Context = tellsCausality ? context : null,
            Invoked = new Instant(end.Microseconds + 1),
            Returned = new Instant(end.Microseconds + 2),
            Outcome = HistoryOutcome.Ok,
        };
    }

    // A key of which no disk holds anything is at rest too: it shows nothing.
    private static IEnumerable<HistoryRow> Unwritten(History history, FinalState disks, int number, Instant end)
    {
        var held = Running.Disks.Keys(disks).ToHashSet();
        return history.Keys.Where(key => !held.Contains(key.Key)).Select(key => new HistoryRow
        {
            Number = ++number,
            Operation = AtRest,
            Kind = HistoryKind.Read,
            Key = key.Key,
            Context = history.TellsCausality ? VectorClock.Empty : null,
            Invoked = new Instant(end.Microseconds + 1),
            Returned = new Instant(end.Microseconds + 2),
            Outcome = HistoryOutcome.Ok,
        });
    }
}
