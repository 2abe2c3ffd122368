// What simulated nodes hold, as one picture of the run shows it.
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Sessions;

/// <summary>
/// What simulated nodes hold, as one picture shows it. The picture never changes, so that a long walk is of one moment. What
/// a crashed node holds is what its disk holds.
/// </summary>
internal sealed class PictureRows(ClusterSnapshot picture) : IClusterRows
{
    private static readonly ConditionalWeakTable<SiblingSet, StrongBox<int>> Sizes = [];
    private readonly Dictionary<NodeId, ImmutableArray<HeldRow>> _sorted = [];
    private readonly Lock _gate = new();

    public ValueTask<RowPage?> ReadAsync(NodeId node, RowQuery query, CancellationToken cancellation)
    {
        var rows = SortedRowsOf(node);
        var page = rows.Skip(FirstAfter(rows, query.After)).Where(row => row.Key.Text.StartsWith(query.Prefix, StringComparison.Ordinal))
            .Take(query.Limit + 1).ToImmutableArray();
        return new(page.Length > query.Limit ? new RowPage(page[..query.Limit], IsLast: false) : new RowPage(page, IsLast: true));
    }

    public ValueTask<KeyHolding?> HoldingAsync(NodeId node, Key key, CancellationToken cancellation)
    {
        var view = picture.Nodes[node];
        var hints = view.Hints.Where(kept => kept.Value.ContainsKey(key)).Select(kept => new HeldFor(kept.Key, kept.Value[key].Versions));
        return new(new KeyHolding(view.Rows.GetValueOrDefault(key) ?? SiblingSet.Empty, [.. hints]));
    }

    public ValueTask<IReadOnlyList<HintsKept>?> HintsAsync(NodeId node, CancellationToken cancellation) => new(
        [.. picture.Nodes[node].Hints.Select(kept => new HintsKept(
            kept.Key, kept.Value.Count, kept.Value.Min(hint => hint.Value.Since), [.. kept.Value.Keys.Take(HintsKept.MaxKeys)]))]);

    public ValueTask<StorageFacts?> StorageAsync(NodeId node, CancellationToken cancellation)
    {
        var view = picture.Nodes[node];
        long live = 0, bytes = 0;
        var clock = VectorClock.Empty;
        foreach (var (key, versions) in view.Rows)
        {
            live += versions.HasLiveValue ? 1 : 0;
            bytes += key.Text.Length + SizeOf(versions);
            clock = clock.Merge(versions.Context);
        }

        return new(new StorageFacts(live, view.Rows.Count - live, bytes, view.HintCount, clock));
    }

    private ImmutableArray<HeldRow> SortedRowsOf(NodeId node)
    {
        lock (_gate)
        {
            if (!_sorted.TryGetValue(node, out var rows))
            {
                rows = [.. picture.Nodes[node].Rows.OrderBy(row => row.Key, Utf8KeyOrder.Instance).Select(row => new HeldRow(row.Key, row.Value))];
                _sorted.Add(node, rows);
            }

            return rows;
        }
    }

    private static int FirstAfter(ImmutableArray<HeldRow> rows, Key? after)
    {
        var (low, high) = (0, rows.Length);
        while (after is { } key && low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Utf8KeyOrder.Instance.Compare(rows[middle].Key, key) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return after is null ? 0 : low;
    }

    /// <summary>Encoding a set only to measure it is dear; sets never change, so each is measured once.</summary>
    private static int SizeOf(SiblingSet versions) => Sizes.GetValue(versions, measured => new StrongBox<int>(measured.Encode().Length)).Value;
}
