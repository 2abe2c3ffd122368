// A node's own clock.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Machinery;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class ClockFaultTests
{
    private static readonly NodeId E = new("E");

    [Fact]
    public void A_clock_that_is_set_back_stands_still_and_goes_on_when_its_time_has_come()
    {
        var clock = new NodeClock();
        Assert.Equal(AtMs(100), clock.Read(AtMs(100)));
        clock.Begin(new ClockAction("k", E, Ms(-50)), AtMs(100));

        Assert.Equal(AtMs(100), clock.Read(AtMs(120)));
        Assert.Equal(AtMs(110), clock.Read(AtMs(160)));
    }

    [Fact]
    public void A_clock_that_was_ahead_stands_still_after_its_healing_until_the_world_has_caught_up()
    {
        var clock = new NodeClock();
        var heal = clock.Begin(new ClockAction("k", E, Ms(50)), AtMs(0));
        Assert.Equal(AtMs(150), clock.Read(AtMs(100)));
        heal();

        Assert.Equal(AtMs(150), clock.Read(AtMs(120)));
        Assert.Equal(AtMs(170), clock.Read(AtMs(170)));
    }

    [Fact]
    public void A_drift_grows_with_the_time_since_it_began()
    {
        var clock = new NodeClock();
        clock.Begin(new ClockAction("k", E, TimeSpan.Zero, DriftPpm: 200), AtMs(1000));

        Assert.Equal(AtMs(1000), clock.Read(AtMs(1000)));
        Assert.Equal(new Instant(11_002_000), clock.Read(AtMs(11_000)));
    }

    [Fact]
    public void A_wrong_clock_is_a_line_of_the_scenario_language_and_heals_like_other_faults()
    {
        var action = new ClockAction("k1", E, TimeSpan.FromSeconds(-5), DriftPpm: 200);
        Assert.Equal("id: k1, clock: { node: E, offset: -5s, drift_ppm: 200 }", action.ToScenarioLine());
        using var run = Start(Five);
        run.Apply(action);
        Assert.Equal(["k1"], run.ActiveFaults);
        run.Apply(new HealAction("k1"));
        Assert.Empty(run.ActiveFaults);
        Assert.Throws<ArgumentException>(() => run.Apply(new ClockAction("k2", E, TimeSpan.Zero, DriftPpm: 2_000_000)));
        Assert.Throws<ArgumentException>(() => run.Apply(new ClockAction("k2", new NodeId("Z"), TimeSpan.Zero)));
    }
}
