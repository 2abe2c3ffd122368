// All writes of one key, and who holds what of them.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking;

/// <summary>All writes of one key, and who holds what of them.</summary>
internal sealed class KeyHistory(Key key)
{
    private readonly List<KnownWrite> _writes = [];
    private readonly Dictionary<Dot, KnownWrite> _byDot = [];
    private readonly SortedDictionary<NodeId, NodeHolding> _holdings = [];

    public Key Key => key;

    /// <summary>In the order in which they were first stored.</summary>
    public IReadOnlyList<KnownWrite> Writes => _writes;

    /// <summary>Whoever ever held something, sorted.</summary>
    public IReadOnlyDictionary<NodeId, NodeHolding> Holdings => _holdings;

    public ContextBook Contexts { get; } = new();

    /// <summary>The writes that clients know to be stored.</summary>
    public WriteSet Acknowledged { get; } = new();

    /// <summary>Tombstones that were removed for good, and what they had seen.</summary>
    public WriteSet Reaped { get; } = new();

    public KnownWrite? Find(Dot dot) => _byDot.GetValueOrDefault(dot);

    public KnownWrite Add(Sibling version, OperationId? operation, WriteSet past, long line)
    {
        var write = new KnownWrite(_writes.Count, version, operation, past, line);
        _writes.Add(write);
        _byDot.Add(version.Dot, write);
        return write;
    }

    public NodeHolding At(NodeId node)
    {
        if (!_holdings.TryGetValue(node, out var holding))
            _holdings.Add(node, holding = new NodeHolding());

        return holding;
    }

    /// <summary>These versions and all that their authors had seen.</summary>
    public WriteSet ClosureOf(SiblingSet versions)
    {
        var closure = new WriteSet();
        AddClosure(closure, versions);
        return closure;
    }

    /// <summary>All that a node holds, hints included, and what that had seen.</summary>
    public WriteSet HeldBy(NodeId node)
    {
        var holding = At(node);
        var held = ClosureOf(holding.Row);
        foreach (var hint in holding.Hints.Values)
            AddClosure(held, hint);

        return held;
    }

    /// <summary>What anybody holds, in rows and hints, and what that had seen.</summary>
    public WriteSet HeldByAnybody()
    {
        var held = new WriteSet();
        foreach (var node in _holdings.Keys)
            held.UnionWith(HeldBy(node));

        return held;
    }

    /// <summary>The known writes that a clock claims to have seen.</summary>
    public WriteSet CoveredBy(VectorClock clock)
    {
        var covered = new WriteSet();
        foreach (var write in _writes)
        {
            if (clock.Covers(write.Dot))
                covered.Add(write.Index);
        }

        return covered;
    }

    private void AddClosure(WriteSet closure, SiblingSet versions)
    {
        foreach (var sibling in versions.Siblings)
        {
            if (Find(sibling.Dot) is { } write)
            {
                closure.Add(write.Index);
                closure.UnionWith(write.Past);
            }
        }
    }
}
