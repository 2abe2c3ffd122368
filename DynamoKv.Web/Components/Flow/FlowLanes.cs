// Lays out lanes, bars and backdrops of the space-time diagram.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Flow;

/// <summary>Where the lanes lie: names of faults on top, then clients, then nodes.</summary>
internal sealed class FlowLanes
{
    /// <summary>So many clients have lanes of their own; the others share one.</summary>
    public const int MaxClients = 6;

    private const int MaxRows = 4;
    private const double RowHeight = 19;
    private const double NameHeight = 16;
    private const double MostNodeGap = 52;
    private const double LeastNodeGap = 24;
    private const double NodesHeight = 420;
    private const double Bottom = 26;

    private readonly Dictionary<NodeId, double> _places = [];

    /// <summary>All lanes, from above.</summary>
    public ImmutableArray<FlowLane> All { get; private set; } = [];

    /// <summary>The faults.</summary>
    public ImmutableArray<FlowBackdrop> Backdrops { get; private set; } = [];

    /// <summary>The operations.</summary>
    public ImmutableArray<FlowCall> Calls { get; private set; } = [];

    /// <summary>The height of all.</summary>
    public double Height { get; private set; }

    /// <summary>Lays out.</summary>
    public static FlowLanes Of(FlowFacts facts, FlowScale scale)
    {
        var lanes = new FlowLanes { Backdrops = BackdropsOf(facts, scale) };
        var top = 6 + (NameHeight * lanes.Backdrops.Select(band => band.Row + 1).DefaultIfEmpty(0).Max());
        var bars = facts.Bars.Select(bar => (Bar: bar, Lane: LaneOf(facts, bar), X1: scale.Of(bar.FromEvent, bar.From), X2: scale.OfEnd(bar.ToEvent, bar.To)))
            .GroupBy(call => call.Lane, StringComparer.Ordinal).OrderBy(group => group.Key == FlowText.Clients ? 1 : 0).ThenBy(group => group.Key, StringComparer.Ordinal);
        var (all, calls) = (new List<FlowLane>(), new List<FlowCall>());
        foreach (var group in bars)
        {
            var first = top + (RowHeight / 2) + 3;
            var packed = Pack(group.Select(call => (call.Bar, call.X1, call.X2)), first);
            all.Add(new FlowLane(group.Key, null, -1, first));
            calls.AddRange(packed);
            top += (RowHeight * (packed.Max(call => call.Bar.Row) + 1)) + 8;
        }

        lanes.PlaceNodes(facts.Nodes, top, all);
        lanes.Calls = [.. calls.Select(call => call with { EntryY = lanes.YOf(call.Bar.Operation.Entry) })];
        lanes.All = [.. all];
        return lanes;
    }

    /// <summary>The line of a node; of one that is not there the last.</summary>
    public double YOf(NodeId node) => _places.GetValueOrDefault(node, Height - Bottom);

    private void PlaceNodes(ImmutableArray<NodeId> nodes, double top, List<FlowLane> all)
    {
        var gap = Math.Clamp(NodesHeight / Math.Max(1, nodes.Length), LeastNodeGap, MostNodeGap);
        for (var index = 0; index < nodes.Length; index++)
        {
            var y = top + (gap * 0.5) + (gap * index);
            _places[nodes[index]] = y;
            all.Add(new FlowLane(nodes[index].Value, nodes[index], index, y));
        }

        Height = top + (gap * Math.Max(1, nodes.Length)) + Bottom;
    }

    private static string LaneOf(FlowFacts facts, FlowBar bar) => bar.Client is { } client
        && facts.Bars.Select(one => one.Client).OfType<string>().Distinct().Order(StringComparer.Ordinal).Take(MaxClients).Contains(client)
            ? client
            : FlowText.Clients;

    /// <summary>Bars that overlap go into rows below each other; when all rows are taken, into the one that is free first.</summary>
    private static List<FlowCall> Pack(IEnumerable<(FlowBar Bar, double X1, double X2)> bars, double first)
    {
        var ends = new double[MaxRows];
        var packed = new List<FlowCall>();
        foreach (var (bar, x1, x2) in bars.OrderBy(bar => bar.X1))
        {
            var row = Array.FindIndex(ends, end => end <= x1);
            row = row >= 0 ? row : Array.IndexOf(ends, ends.Min());
            ends[row] = Math.Max(ends[row], Math.Max(x2, x1 + NameWidth(bar)) + 6);
            packed.Add(new FlowCall(bar with { Row = row }, x1, x2, first + (row * RowHeight), 0));
        }

        return packed;
    }

    /// <summary>About how much room a bar's words take in a picture of usual width.</summary>
    private static double NameWidth(FlowBar bar) => 9 * (FlowNames.Of(bar).Length + FlowNames.State(bar.State).Length + 3);

    private static ImmutableArray<FlowBackdrop> BackdropsOf(FlowFacts facts, FlowScale scale)
    {
        var ends = new List<double>();
        var placed = new List<FlowBackdrop>();
        foreach (var band in facts.Bands)
        {
            var (x1, x2) = (scale.Of(band.FromEvent, band.From), scale.OfEnd(band.ToEvent, band.To));
            var row = ends.FindIndex(end => end <= x1);
            if (row < 0)
            {
                row = ends.Count;
                ends.Add(0);
            }

            ends[row] = Math.Max(x2, x1 + (Math.Min(60, band.Description.Length) * 10));
            placed.Add(new FlowBackdrop(band, x1, x2, Math.Min(row, 3)));
        }

        return [.. placed];
    }
}
