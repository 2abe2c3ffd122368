// What a planned fault comes to when it begins.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation.Events;
using DynamoKv.Engine.Simulation.Planning;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>One action of a planned fault.</summary>
/// <param name="Name">The fault's name in the log.</param>
/// <param name="Begin">What is done.</param>
/// <param name="End">What ends it; null: nothing does.</param>
/// <param name="Lasting">How long it lasts; null: nobody ends it.</param>
/// <param name="After">When it begins, from the beginning of the whole.</param>
internal sealed record FaultPart(string Name, ScenarioAction Begin, ScenarioAction? End, TimeSpan? Lasting, TimeSpan After = default);

/// <summary>Makes of a planned fault the actions on nodes that are known by name.</summary>
internal sealed class FaultExpansion(
    World world, string name, DeterministicRandom chance, Func<NodeSelector, ImmutableArray<NodeId>> resolve)
{
    /// <summary>When a planned fault comes among all that falls on one instant.</summary>
    public static EventClass ClassOf(PlannedAction action) => action switch
    {
        PlannedAction.Do plain => World.ClassOf(plain.Action),
        PlannedAction.Leave => EventClass.Membership,
        _ => EventClass.Inject,
    };

    /// <summary>The actions, in order.</summary>
    public IEnumerable<FaultPart> Of(PlannedAction action, TimeSpan? lasting) => action switch
    {
        PlannedAction.Crash crash => Each(crash.Node, lasting, (_, node) => new CrashAction(node, crash.Loss)),
        PlannedAction.Pause pause => Each(pause.Node, lasting, (_, node) => new PauseAction(node)),
        PlannedAction.SlowDisk slow => Each(slow.Node, lasting, (part, node) => new SlowDiskAction(part, node, slow.Delay)),
        PlannedAction.FullDisk full => Each(full.Node, lasting, (part, node) => new FullDiskAction(part, node)),
        PlannedAction.FailCommit failing => Each(failing.Node, lasting, (_, node) => new FailCommitAction(node)),
        PlannedAction.Clock clock => Each(clock.Node, lasting, (part, node) => new ClockAction(part, node, clock.Offset, clock.DriftPpm)),
        PlannedAction.Leave leave => Each(leave.Node, lasting, (_, node) => new LeaveAction(node)),
        PlannedAction.BitFlip flip => Flips(flip),
        PlannedAction.Partition partition => [Part(PartitionOf(partition), lasting)],
        PlannedAction.ShapedPartition shaped => Shapes(shaped).Parts(shaped.Shape, lasting),
        PlannedAction.Cut cut => Cuts(cut, lasting),
        PlannedAction.Link link => Links(link, lasting),
        PlannedAction.Do plain => [Part(plain.Action, lasting)],
        _ => throw new InvalidOperationException($"The simulator does not know the planned action {action.GetType().Name}."),
    };

    private IEnumerable<FaultPart> Each(NodeSelector selector, TimeSpan? lasting, Func<string, NodeId, ScenarioAction> make)
    {
        var nodes = resolve(selector);
        return nodes.Select(node => Part(make(nodes.Length == 1 ? name : $"{name}/{node}", node), lasting));
    }

    // The disk is read before anything is done, so that each flip hits another row.
    private IEnumerable<FaultPart> Flips(PlannedAction.BitFlip flip)
    {
        foreach (var node in resolve(flip.Node))
        {
            if (flip.Key is { } key)
            {
                yield return Part(new BitFlipAction(node, key), null);
                continue;
            }

            var rows = world.ProcessOf(node).ReadRows().Select(row => row.Key).ToList();
            for (var left = Math.Min(flip.Rows, rows.Count); left > 0; left--)
            {
                var drawn = chance.NextInt32(rows.Count);
                yield return Part(new BitFlipAction(node, rows[drawn]), null);
                rows.RemoveAt(drawn);
            }
        }
    }

    private PartitionAction PartitionOf(PlannedAction.Partition partition)
    {
        var seen = new HashSet<NodeId>();
        var groups = ImmutableArray.CreateBuilder<ImmutableArray<NodeId>>();
        foreach (var selector in partition.Groups)
        {
            ImmutableArray<NodeId> group = [.. resolve(selector).Where(seen.Add)];
            if (!group.IsEmpty)
                groups.Add(group);
        }

        return new PartitionAction(name, groups.ToImmutable());
    }

    private ShapeMaker Shapes(PlannedAction.ShapedPartition shaped)
    {
        var all = SelectorResolver.All(world);
        var chosen = shaped.Node is { } selector ? resolve(selector) : [];
        return new ShapeMaker(name, [.. chosen, .. SelectorResolver.Shuffled(all, chance).Except(chosen)], chance);
    }

    private IEnumerable<FaultPart> Cuts(PlannedAction.Cut cut, TimeSpan? lasting)
    {
        var (senders, receivers) = (resolve(cut.From), resolve(cut.To));
        foreach (var sender in senders)
        {
            ImmutableArray<NodeId> others = [.. receivers.Where(receiver => receiver != sender)];
            yield return Part(new CutAction(senders.Length == 1 ? name : $"{name}/{sender}", sender, others), lasting);
        }
    }

    private IEnumerable<FaultPart> Links(PlannedAction.Link link, TimeSpan? lasting)
    {
        NodeId?[] senders = link.From is null ? [null] : [.. resolve(link.From).Select(node => (NodeId?)node)];
        NodeId?[] receivers = link.To is null ? [null] : [.. resolve(link.To).Select(node => (NodeId?)node)];
        var isOne = senders.Length == 1 && receivers.Length == 1;
        foreach (var sender in senders)
        {
            foreach (var receiver in receivers)
            {
                var part = isOne ? name : $"{name}/{sender?.Value ?? "any"}-{receiver?.Value ?? "any"}";
                if (sender is null || sender != receiver)
                    yield return Part(new LinkAction(part, sender, receiver, link.Delay, link.Loss, link.Duplicate), lasting);
            }
        }
    }

    private FaultPart Part(ScenarioAction action, TimeSpan? lasting) => action switch
    {
        FaultAction fault => new FaultPart(fault.Fault, action, new HealAction(fault.Fault), lasting),
        CrashAction crash => new FaultPart(name, action, new RestartAction(crash.Node), lasting),
        PauseAction pause => new FaultPart(name, action, new ResumeAction(pause.Node), lasting),
        _ => new FaultPart(name, action, null, null),
    };
}
