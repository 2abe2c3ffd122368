// All that verdicts on a run are made from.
using System.Collections.Immutable;
using DynamoKv.Engine.Checking;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Clients;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Scenarios.Running;

/// <summary>
/// All that verdicts on a run are made from: what clients were told, what the disks hold at rest, and when what was
/// broken.
/// </summary>
internal sealed record Evidence
{
    public required ScenarioFile File { get; init; }

    public required Scenario Scenario { get; init; }

    public required History History { get; init; }

    public required FinalState Disks { get; init; }

    public required Watch Watch { get; init; }

    public required ImmutableArray<FaultWindow> Faults { get; init; }

    public required Instant End { get; init; }

    /// <summary>The lines of the run.</summary>
    public required IReadOnlyList<LogEntry> Log { get; init; }

    /// <summary>Gathers it from a run that is over.</summary>
    public static Evidence Of(ScenarioFile file, SimulationRun run, Watch watch)
    {
        var disks = Running.Disks.Of(run);
        var options = new HistoryReaderOptions { Mode = file.Cluster.Node.VersionMode, ElementsOf = KeepsSets(file) ? ClientSet.ElementsOf : null };
        var history = HistoryReader.Read(run.Log, options);
        var number = history.Rows.Select(row => row.Number).DefaultIfEmpty(0).Max();
        HistoryRow[] turnedAway = [.. run.ClientRecords.Where(record => record.Operation is null).Select(record => FoundNobody(run, record, ++number))];
        var sets = history.Keys.Where(key => key.IsSet).Select(key => key.Key).ToHashSet();
        HistoryRow[] atRest = [.. Running.Disks.Keys(disks).Select(key => ReadAtRest(disks, key, ++number, run.Now, sets.Contains(key), history.TellsCausality))];
        return new Evidence
        {
            File = file,
            Scenario = run.Scenario,
            History = History.Of(history.Rows.Concat(turnedAway).Concat(atRest).Concat(Unwritten(history, disks, number, run.Now)), history.TellsCausality),
            Disks = disks,
            Watch = watch,
            Faults = FaultFold.Of(run.Log, run.Now),
            End = run.Now,
            Log = run.Log,
        };
    }

    /// <summary>The history as clients know it, without the reads of the disks.</summary>
    public History Asked => _asked ??= History.Of(History.Rows.Where(row => row.Operation != AtRest), History.TellsCausality);

    private History? _asked;

    /// <summary>The same without some rows of the history, to try whether a verdict rests on them.</summary>
    public Evidence Without(IEnumerable<HistoryRow> rows) => this with { History = History.Without(rows), _asked = null };

    private const string AtRest = "of all disks at rest";

    private static bool KeepsSets(ScenarioFile file) => file.Workload is { } workload && (workload.Puts == PutMode.AddToSet || workload.Script.Any(step => step.Ask is ScriptAsk.Add));

    // No node was up to be asked, so the nodes' log has no such operation; the client has one that was not done.
    private static HistoryRow FoundNobody(SimulationRun run, ClientRecord record, int number) => new()
    {
        Number = number,
        Process = run.ClientNames[record.Client],
        Operation = $"of {run.ClientNames[record.Client]}, who found nobody",
        Kind = record.Kind switch { OperationKind.Get => HistoryKind.Read, OperationKind.Delete => HistoryKind.Delete, _ => record.Element is null ? HistoryKind.Write : HistoryKind.Add },
        Key = record.Key,
        Written = record.Kind == OperationKind.Get ? null : new HistoryValue(record.Element),
        Intended = record.Intended,
        Invoked = record.Invoked,
        Returned = record.Invoked,
        Outcome = HistoryOutcome.Fail,
    };

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
