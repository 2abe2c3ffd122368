// Nodes that come during a run, and who is told to join or leave.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Starts nodes during a run and hands joins and leaves to a member.</summary>
internal sealed class WorldMembership
{
    private readonly World _world;
    private readonly RingCatalogue _rings;
    private readonly Dictionary<NodeId, RingCatalogue> _islands = [];

    public WorldMembership(World world)
    {
        _world = world;
        _rings = new RingCatalogue(world.Ring);
        foreach (var island in world.Scenario.Islands)
        {
            var members = world.Scenario.Members.Where(member => island.Contains(member.Id));
            var founders = _rings.For(HashRing.Build(members, world.Scenario.Ring));
            foreach (var node in island)
                _islands.Add(node, founders);
        }
    }

    /// <summary>The rings with which a node begins: those of its founders, or none when it came later.</summary>
    public RingCatalogue RingsOf(NodeId node) =>
        _islands.GetValueOrDefault(node) ?? (IsFounder(node) ? _rings : _rings.For(null));

    /// <summary>Starts a node that was not there before.</summary>
    public void Start(NodeId node)
    {
        var position = _world.Nodes.Add(node);
        var process = new NodeProcess(_world, position, node);
        _world.Processes.Add(process);
        _world.Clients.Add(node);
        process.Start(process.Log(0, new WorldEvent.NodeRestarted(node)));
    }

    /// <summary>Lets a node join by a member.</summary>
    public void Join(JoinAction join)
    {
        if (!_world.Nodes.Contains(join.Node))
            Start(join.Node);

        var member = MemberBut(join.Node);
        Send(member, new NodeCommand.StageJoin(_world.Commands.NextNumber, join.Node, "", join.Tokens, join.Rack));
        Send(member, new NodeCommand.CommitPlan(_world.Commands.NextNumber));
    }

    /// <summary>Lets a node leave, by another member.</summary>
    public void Leave(LeaveAction leave)
    {
        var member = MemberBut(leave.Node);
        Send(member, new NodeCommand.StageLeave(_world.Commands.NextNumber, leave.Node));
        Send(member, new NodeCommand.CommitPlan(_world.Commands.NextNumber));
    }

    /// <summary>What the node that is up and knows most knows of the rings; null: nobody is up.</summary>
    public Placement? NewestPlacement()
    {
        Placement? newest = null;
        foreach (var process in _world.Processes)
        {
            if (process.Placement is { } known && (newest is null || known.Epoch > newest.Epoch))
                newest = known;
        }

        return newest;
    }

    /// <summary>Why nobody can be asked, in a sentence; null: somebody can.</summary>
    public string? Problem(NodeId but) => FirstMember(but) is null ? "No other member is up: restart one first." : null;

    private NodeId MemberBut(NodeId node) => FirstMember(node) ?? throw new InvalidOperationException($"Nobody can be asked about {node}.");

    private NodeId? FirstMember(NodeId but)
    {
        foreach (var process in _world.Processes)
        {
            if (process.Id != but && process is { IsUp: true, IsPaused: false } && process.Snapshot()!.IsMember)
                return process.Id;
        }

        return null;
    }

    private void Send(NodeId member, NodeCommand command) => _world.Commands.Submit(new CommandAction(member, command));

    private bool IsFounder(NodeId node)
    {
        foreach (var member in _world.Scenario.Members)
        {
            if (member.Id == node)
                return true;
        }

        return false;
    }
}
