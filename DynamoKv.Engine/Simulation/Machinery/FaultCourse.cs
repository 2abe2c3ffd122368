// The course of one planned fault.
using System.Collections.Immutable;
using System.Globalization;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation.Events;
using DynamoKv.Engine.Simulation.Planning;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Begins a planned fault when its time comes, as often as it comes, and ends it. Its chance is its own.</summary>
internal sealed class FaultCourse(World world, FaultPlan plan, PlannedFault fault, DeterministicRandom chance) : IErrand
{
    private readonly DeterministicRandom _times = chance.Stream("times");
    private readonly DeterministicRandom _choices = chance.Stream("choices");
    private readonly EventFilter? _awaited = (fault.Start as FaultStart.On)?.Event;
    private readonly Type? _awaitedType = fault.Start is FaultStart.On on ? EventKind.Find(on.Event.Kind)?.Event : null;
    private int _heard;
    private int _begun;

    /// <summary>Plans its first beginning, when its time is known.</summary>
    public void Plan()
    {
        if (fault.Start is FaultStart.At at)
            Plan(at.Time, 0, 0);
        else if (fault.Start is FaultStart.Every every)
            PlanNext(every, every.From);
    }

    /// <summary>Something has happened: perhaps what the fault waits for.</summary>
    public void Hear(long entry, NodeId? node, TraceEvent what)
    {
        if (what.GetType() != _awaitedType || !Fits(node, what) || ++_heard != _awaited!.Nth)
            return;

        var place = node is { } known ? world.Nodes[known] + 1 : 0;
        Plan(world.Now + ((FaultStart.On)fault.Start).Delay, place, entry);
    }

    /// <summary>Begins.</summary>
    public void Run(in ScheduledEvent due)
    {
        if (plan.IsOver)
            return;

        var name = fault.Id;
        if (fault.Start is FaultStart.Every every)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{name}#{++_begun}");
            PlanNext(every, world.Now);
        }

        var cause = due.Cause;
        NodeId? eventNode = due.Node > 0 ? world.Nodes[due.Node - 1] : null;
        var expansion = new FaultExpansion(world, name, _choices, selector => Resolve(name, selector, eventNode, cause));
        foreach (var part in expansion.Of(fault.What, fault.For))
            Take(part);
    }

    private ImmutableArray<NodeId> Resolve(string name, NodeSelector selector, NodeId? eventNode, long cause)
    {
        var nodes = SelectorResolver.Resolve(world, selector, eventNode, _choices);
        if (!selector.IsLiteral)
            world.Log.Add(world.Now, null, cause, new WorldEvent.SelectorResolved(name, selector.ToString(), nodes));
        else if (nodes.IsEmpty)
            PassOver(name, fault.What.Words, $"Nobody is '{selector}'.");

        return nodes;
    }

    private void Take(FaultPart part)
    {
        if (part.After == TimeSpan.Zero)
            Begin(part);
        else
            world.Queue.Add(new ScheduledEvent((world.Now + part.After).Microseconds, EventClass.Inject, Payload: new Turn(this, part, isEnd: false)));
    }

    private void Begin(FaultPart part)
    {
        if (plan.IsOver || !TryDo(part.Name, part.Begin))
            return;

        if (part.End is not null && part.Lasting is { } lasting)
            world.Queue.Add(new ScheduledEvent((world.Now + lasting).Microseconds, EventClass.Heal, Payload: new Turn(this, part, isEnd: true)));
    }

    private void End(FaultPart part)
    {
        if (!plan.IsOver)
            TryDo(part.Name, part.End!);
    }

    private bool TryDo(string name, ScenarioAction action)
    {
        if ((ActionRules.ProblemAnyTime(action, world.Nodes) ?? ActionRules.ProblemNow(action, world)) is { } problem)
        {
            PassOver(name, action.ToScenarioLine(), problem);
            return false;
        }

        world.Do(action);
        return true;
    }

    private void PassOver(string name, string what, string why) =>
        world.Log.Add(world.Now, null, 0, new WorldEvent.FaultPassedOver(name, what, why));

    private void PlanNext(FaultStart.Every every, Instant from)
    {
        var gap = every.Gap.Draw(_times);
        var next = from + (gap > TimeSpan.Zero ? gap : TimeSpan.FromMicroseconds(1)); // else time may stand still
        if (next < every.To)
            Plan(next, 0, 0);
    }

    private void Plan(Instant at, int eventNode, long cause) => world.Queue.Add(new ScheduledEvent(
        at.Microseconds, FaultExpansion.ClassOf(fault.What), eventNode, Cause: cause, Payload: this));

    private bool Fits(NodeId? node, TraceEvent what) =>
        (_awaited!.Node is null || _awaited.Node == node)
        && (_awaited.Owner is null || _awaited.Owner == EventSubject.OwnerOf(what))
        && (_awaited.Key is null || _awaited.Key == EventSubject.KeyOf(what));

    /// <summary>The beginning of a part that begins later, or the end of one.</summary>
    private sealed class Turn(FaultCourse course, FaultPart part, bool isEnd) : IErrand
    {
        public void Run(in ScheduledEvent due)
        {
            if (isEnd)
                course.End(part);
            else
                course.Begin(part);
        }
    }
}
