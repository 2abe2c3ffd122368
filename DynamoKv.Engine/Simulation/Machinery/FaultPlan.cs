// The planned faults of a run.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation.Events;
using DynamoKv.Engine.Simulation.Planning;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Lets planned faults take their course, and ends everything when the run is to be calm.</summary>
internal sealed class FaultPlan : IErrand
{
    private readonly World _world;
    private readonly FaultCourse[] _courses;

    public FaultPlan(World world)
    {
        _world = world;
        var chance = world.Root.Stream("faults");
        _courses = [.. world.Scenario.Faults.Select(fault => new FaultCourse(world, this, fault, chance.Stream(fault.Id)))];
        foreach (var course in _courses)
            course.Plan();

        if (world.Scenario.CalmAt is { } calm)
            world.Queue.Add(new ScheduledEvent(calm.Microseconds, EventClass.Heal, Payload: this));
        if (Listens(world.Scenario.Faults))
            world.Log.Listener = Hear;
    }

    /// <summary>Whether everything has been ended: nothing begins any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether these faults need to know what happens.</summary>
    public static bool Listens(ImmutableArray<PlannedFault> faults) =>
        faults.Any(fault => fault.Start is FaultStart.On || fault.What.Selectors.Any(NamesCoordinator));

    /// <summary>Ends all that is broken.</summary>
    public void Run(in ScheduledEvent due)
    {
        IsOver = true;
        foreach (var fault in _world.Faults.Names)
            _world.Do(new HealAction(fault));

        foreach (var process in _world.Processes)
        {
            if (!process.IsUp)
                _world.Do(new RestartAction(process.Id));
            else if (process.IsPaused)
                _world.Do(new ResumeAction(process.Id));
        }
    }

    private void Hear(long entry, NodeId? node, TraceEvent what)
    {
        if (what is TraceEvent.Coordinating coordinating && node is { } coordinator)
            _world.Clients.Named?.Script.OnCoordinating(coordinator, coordinating.Operation);

        foreach (var course in _courses)
            course.Hear(entry, node, what);
    }

    private static bool NamesCoordinator(NodeSelector selector) => selector switch
    {
        NodeSelector.Coordinator => true,
        NodeSelector.Several several => several.Parts.Any(NamesCoordinator),
        NodeSelector.AllExcept except => except.Others.Any(NamesCoordinator),
        _ => false,
    };
}
