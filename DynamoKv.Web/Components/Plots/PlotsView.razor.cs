// Curves over time as a view.
using System.Collections.Immutable;
using System.Globalization;
using DynamoKv.Engine.Experiments.Staleness;
using DynamoKv.Engine.Experiments.Statistics;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections.Series;
using DynamoKv.Engine.Scenarios.Reports;
using DynamoKv.Web.Components.Viewing;
using DynamoKv.Web.Components.Views;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Plots;

/// <summary>Curves over time, up to the cursor: a projection of the log. A window chooses a time, and with it a stretch of the log.</summary>
public sealed partial class PlotsView
{
    private const int Trials = 2_000;
    private const int WholeWindow = 1_000;

    private readonly Dictionary<long, ClusterGauges> _gauges = [];
    private LogFold<RunFacts>? _fold;
    private ImmutableArray<Plot> _plots = [];
    private IReadOnlyList<FaultWindow> _faults = [];
    private (Instant From, Instant Until, long First, long Last) _window;
    private (object?, long, int, int) _shown;
    private double _width;
    private long _forgotten;
    private bool _hasPrediction;
    private bool _isListed;
    private int _low;
    private int _high = WholeWindow;

    /// <summary>All that the view knows.</summary>
    [Parameter, EditorRequired]
    public ViewContext Context { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnParametersSet() => Draw();

    private void Draw()
    {
        var shown = (Context.Session, Context.Cursor, _low, _high);
        if (shown.Equals(_shown))
        {
            return;
        }

        if (!ReferenceEquals(_shown.Item1, Context.Session))
        {
            _gauges.Clear();
        }

        _shown = shown;
        _fold ??= new LogFold<RunFacts>(() => new RunFacts(Context.Session.Options.VersionMode), (facts, entries) => facts.Add(entries));
        var facts = _fold.At(Context.Session, Context.Cursor);
        _window = WindowOf(facts.Since ?? Context.Snapshot.Now, Context.Snapshot.Now);
        var buckets = PlotBucket.Cut(facts, _window.From, _window.Until);
        _faults = [.. facts.Faults.Where(fault => fault.From <= _window.Until && (fault.Until is not { } end || end >= _window.From))];
        var freshFrom = Predict(facts);
        var series = new PlotSeries(buckets, [.. buckets.Select(GaugesAt)], [.. Context.Snapshot.Nodes.Keys], _faults, freshFrom)
        {
            Offset = Context.IsLive ? (facts.Since ?? Instant.Zero).SinceStart.TotalSeconds : 0,
        };
        _plots = series.All();
        (_width, _forgotten, _hasPrediction) = (buckets.Count > 1 ? buckets[1].Seconds : buckets.Sum(bucket => bucket.Seconds), facts.Forgotten, freshFrom is not null);
    }

    private (Instant From, Instant Until, long First, long Last) WindowOf(Instant since, Instant now)
    {
        var length = now - since;
        var (from, until) = (since + (length * ((double)_low / WholeWindow)), since + (length * ((double)_high / WholeWindow)));
        var first = from == since ? Context.Session.FirstEvent : Context.Session.EventAt(from) + 1;
        return (from, until, Math.Min(first, Context.Cursor), Math.Min(Context.Session.EventAt(until), Context.Cursor));
    }

    private ClusterGauges GaugesAt(PlotBucket bucket)
    {
        var number = Math.Min(Context.Session.EventAt(bucket.Until), Context.Cursor);
        if (!_gauges.TryGetValue(number, out var gauges))
        {
            gauges = ClusterGauges.Of(Context.Session.SnapshotAt(number), Context.Session.PlacementAt(number), Context.Session.Options.Quorum.N);
            _gauges[number] = gauges;
        }

        return gauges;
    }

    /// <summary>The model of bounded staleness with the delays that messages had; null: they are not known.</summary>
    private Sample? Predict(RunFacts facts)
    {
        if (!facts.Delays.AreKnown)
        {
            return null;
        }

        var options = Context.Session.Options;
        var model = new WarsByMeasurement([.. facts.Delays.Writes], [.. facts.Delays.Acknowledgements], [.. facts.Delays.Reads], [.. facts.Delays.Replies]);
        return model.Draw(options.Quorum, options.Coordinator != CoordinatorChoice.EntryNode, Trials, new DeterministicRandom(1).Stream("staleness"));
    }

    private void Brush(ChangeEventArgs change, bool isLow)
    {
        var value = int.Parse((string)change.Value!, CultureInfo.InvariantCulture);
        (_low, _high) = isLow ? (Math.Min(value, _high - 1), _high) : (_low, Math.Max(value, _low + 1));
        Draw();
    }

    private void ShowAll()
    {
        (_low, _high) = (0, WholeWindow);
        Draw();
    }
}
