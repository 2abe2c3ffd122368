// Builds a node's Merkle trees from its rows and keeps them current.
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Node.Exchanges;

/// <summary>
/// The trees live in memory and are built anew in each life, some rows a step. A row that is written meanwhile goes
/// into its
/// tree at once; when the scan comes to it, it finds the same digest there, so that it counts once.
/// </summary>
internal sealed class ForestKeeper(NodeScope scope, LocalReplica local, AntiEntropyOptions options)
{
    private readonly Dictionary<NodeId, MerkleView> _views = []; // made when asked for
    private SharedRanges _shared = SharedRanges.None;
    private Key? _buildAfter;
    private Key? _scrubAfter;
    private long _build;

    public MerkleForest Forest { get; private set; } = new([], 1);

    /// <summary>Whether all rows are in the trees.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Rows read since the building began.</summary>
    public long RowsRead { get; private set; }

    /// <summary>The peers that share ranges with this node, sorted.</summary>
    public IReadOnlyCollection<NodeId> Peers => _shared.ByPeer.Keys;

    /// <summary>What is shared with a peer; null: nothing.</summary>
    public MerkleView? ViewOf(NodeId peer)
    {
        if (!_views.TryGetValue(peer, out var view) && _shared.ByPeer.TryGetValue(peer, out var ranges))
        {
            _views.Add(peer, view = new MerkleView(Forest, ranges));
        }

        return view;
    }

    public void OnStarted()
    {
        local.Changed += Take;
        local.FoundDamaged += key => Forest.Set(scope.PositionOf(key), key, 0);
        scope.Outbox.Schedule(options.ScrubEvery, new NodeTimer.ScrubRows());
        OnPlacementChanged();
    }

    /// <summary>Other ranges need other trees; the same ranges keep theirs, whoever else has them.</summary>
    public void OnPlacementChanged()
    {
        var before = _shared.Own;
        _shared = scope.Placement is { } placement
            ? SharedRanges.Of(placement, scope.Self, scope.Options.Quorum.N)
            : SharedRanges.None;
        _views.Clear();
        if (!IsReady || !before.AsSpan().SequenceEqual(_shared.Own.AsSpan()))
        {
            Build();
        }
    }

    public void On(NodeTimer.BuildTrees timer)
    {
        if (timer.Build == _build && !IsReady)
        {
            ReadRows();
        }
    }

    /// <summary>Looks at the next rows only to find out whether they can still be read.</summary>
    public void On(NodeTimer.ScrubRows timer)
    {
        var rows = local.Scan(_scrubAfter, options.BuildRows);
        var isEnd = rows.Count < options.BuildRows;
        _scrubAfter = isEnd ? null : rows[^1].Key;
        NoteDamage();
        scope.Outbox.Schedule(isEnd ? options.ScrubEvery : options.BuildEvery, timer);
    }

    private void Build()
    {
        Forest = new MerkleForest(_shared.Own, options.Leaves);
        (IsReady, RowsRead, _buildAfter) = (false, 0, null);
        _build++;
        if (_shared.Own.IsEmpty)
        {
            IsReady = true; // no replica of anything
            return;
        }

        scope.Outbox.Trace(new TraceEvent.TreesBuilding(_shared.Own.Length));
        ReadRows();
    }

    private void ReadRows()
    {
        var rows = local.Scan(_buildAfter, options.BuildRows);
        foreach (var (key, versions) in rows)
        {
            Forest.Set(RingPosition.OfKey(key), key, versions.Digest);
        }

        RowsRead += rows.Count;
        NoteDamage();
        if (rows.Count < options.BuildRows)
        {
            IsReady = true;
            scope.Outbox.Trace(new TraceEvent.TreesReady(_shared.Own.Length, Forest.KeyCount, RowsRead));
            return;
        }

        _buildAfter = rows[^1].Key;
        scope.Outbox.Schedule(options.BuildEvery, new NodeTimer.BuildTrees(_build));
    }

    // The store passes over damaged rows and remembers them; reading one lets the node say so and take it out of its
    // tree.
    private void NoteDamage()
    {
        foreach (var key in local.Store.DamagedKeys)
        {
            _ = local.Read(key);
        }
    }

    private void Take(Key key, SiblingSet held, SiblingSet versions) => Forest.Set(scope.PositionOf(key), key, versions.Digest);
}
