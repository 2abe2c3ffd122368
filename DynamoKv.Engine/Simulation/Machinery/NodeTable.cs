// Nodes by name and by position.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Names the scenario's members by their position, which events carry instead of names.</summary>
internal sealed class NodeTable
{
    private const int MaxNames = 10;

    private ImmutableArray<NodeId> _ids;
    private readonly Dictionary<NodeId, int> _positions = [];

    /// <exception cref="ArgumentException">When two members have one name.</exception>
    public NodeTable(ImmutableArray<RingMember> members)
    {
        _ids = [.. members.Select(member => member.Id)];
        for (var position = 0; position < _ids.Length; position++)
            _positions.Add(_ids[position], position);
    }

    /// <summary>Adds a node that starts during the run; gives its position.</summary>
    public int Add(NodeId node)
    {
        _positions.Add(node, _ids.Length);
        _ids = _ids.Add(node);
        return _ids.Length - 1;
    }

    /// <summary>How many nodes there are.</summary>
    public int Count => _ids.Length;

    /// <summary>The name at a position.</summary>
    public NodeId this[int position] => _ids[position];

    /// <summary>The position of a name that is known to be a member's.</summary>
    public int this[NodeId node] => _positions[node];

    /// <summary>The position of a name; -1 for null, which stands for any node.</summary>
    public int PositionOrAny(NodeId? node) => node is { } named ? _positions[named] : -1;

    /// <summary>Whether a name is a member's.</summary>
    public bool Contains(NodeId node) => node.Value is not null && _positions.ContainsKey(node);

    /// <summary>"A, B, C", at most ten names.</summary>
    public override string ToString() =>
        string.Join(", ", _ids.Take(MaxNames)) + (Count > MaxNames ? $" and {Count - MaxNames} more" : "");
}
