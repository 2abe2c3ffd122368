// What people may do to a run, how it is written, and what is refused.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class ActionTests
{
    private static readonly NodeId A = new("A");
    private static readonly NodeId C = new("C");
    private static readonly NodeId Nobody = new("Z");

    public static TheoryData<ScenarioAction, string> Lines => new()
    {
        { new CrashAction(C, CrashLoss.Memory), "crash: { node: C, lose: memory }" },
        { new RestartAction(C), "restart: { node: C }" },
        { new PauseAction(C), "pause: { node: C }" },
        { new ResumeAction(C), "resume: { node: C }" },
        { new PartitionAction("p1", [[A], [C, Nobody]]), "id: p1, partition: { groups: [[A], [C, Z]] }" },
        { new CutAction("c1", A, [C]), "id: c1, cut: { from: A, to: [C] }" },
        {
            new LinkAction("l1", A, null, Latency.Constant(Ms(300)), 0.05, 0.02),
            "id: l1, link: { from: A, delay: { dist: constant, value: 300ms }, loss: 0.05, duplicate: 0.02 }"
        },
        { new SlowDiskAction("d1", C, Latency.Constant(Ms(50))), "id: d1, disk: { node: C, slow: { dist: constant, value: 50ms } }" },
        { new FullDiskAction("d2", C), "id: d2, disk: { node: C, full: true }" },
        { new FailCommitAction(C), "id: fail-commit-C, disk: { node: C, fail_commit: true }" },
        { new HealAction("p1"), "heal: { fault: p1 }" },
        { Put("milk"), "put: { key: \"cart:alice\", value: milk, via: A }" },
        { Put("yes"), "put: { key: \"cart:alice\", value: \"yes\", via: A }" },
        {
            new RequestAction(A, new ClientRequest.Get(new OperationId(A, 1), Cart, new RequestOptions(Read: 1, Timeout: Ms(250)))),
            "get: { key: \"cart:alice\", via: A, r: 1, timeout: 250ms }"
        },
        { new RequestAction(A, new ClientRequest.Delete(new OperationId(A, 1), Key.Of("b"), RequestOptions.None, null)), "delete: { key: b, via: A }" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Each_action_is_a_line_of_the_scenario_language(ScenarioAction action, string line) => Assert.Equal(line, action.ToScenarioLine());

    public static TheoryData<ScenarioAction, string> Nonsense => new()
    {
        { new CrashAction(Nobody, CrashLoss.Memory), "There is no node 'Z' in this cluster" },
        { new RestartAction(A), "A is up already" },
        { new ResumeAction(A), "A is not paused" },
        { new HealAction("p9"), "No fault 'p9' is in force" },
        { new CrashAction(C, CrashLoss.Memory), "C is down" },
        { new PauseAction(C), "C is down" },
        { new RequestAction(C, new ClientRequest.Get(new OperationId(C, 1), Cart, RequestOptions.None)), "C is down" },
        { new RequestAction(A, new ClientRequest.Get(new OperationId(C, 1), Cart, RequestOptions.None)), "not named after A" },
        { new RequestAction(A, new ClientRequest.Get(new OperationId(A, 0), Cart, RequestOptions.None)), "was there before" },
        { new PartitionAction("p1", [[A], [C]]), "'p1' is in force already" },
        { new PartitionAction("p2", [[A]]), "at least two groups" },
        { new PartitionAction("p2", [[A], [A]]), "stands twice" },
        { new PartitionAction("", [[A], [C]]), "needs a name" },
        { new CutAction("c1", A, [A]), "can't be cut off from itself" },
        { new LinkAction("l1", A, C, Latency.Constant(Ms(1)), 1.5, 0), "The loss is 1.5" },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void What_makes_no_sense_is_refused_with_a_sentence_and_nothing_is_done(ScenarioAction action, string part)
    {
        using var run = Start(Five);
        run.Apply(new CrashAction(C, CrashLoss.Memory));
        run.Apply(new PartitionAction("p1", [[A], [C]]));
        var (entries, done) = (run.Log.Count, run.Interventions.Count);

        var refused = Assert.Throws<ArgumentException>(() => run.Apply(action));

        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        Assert.Equal((entries, done), (run.Log.Count, run.Interventions.Count));
    }

    [Fact]
    public void A_scenario_that_can_not_be_run_is_refused_with_the_place_named()
    {
        var wrong = Five with { Timeline = [new TimedAction(AtMs(1), new RestartAction(A)), new TimedAction(AtMs(2), new PauseAction(Nobody))] };

        AssertRefused(wrong, "timeline[1] at 0.002000 s");
        AssertRefused(Five with { Network = new NetworkOptions { Loss = 2 } }, "network: The loss is 2");
        AssertRefused(Five with { Disk = new DiskOptions { MaxBatch = 0 } }, "disk.max_batch");
    }

    [Fact]
    public void A_planned_action_that_is_pointless_when_its_time_comes_is_passed_over()
    {
        var (pointless, sensible) = (new RestartAction(A), new CrashAction(A, CrashLoss.Memory));
        using var run = Start(Five with { Timeline = [new TimedAction(AtMs(5), pointless), new TimedAction(AtMs(6), sensible)] });
        run.RunFor(10);

        Assert.Empty(run.Logged<WorldEvent.NodeRestarted>());
        Assert.False(run.IsUp(A));
    }

    [Fact]
    public void A_run_stops_at_the_limit_of_its_log_and_says_so()
    {
        using var run = Start(DemoScenario.Create(), new RunOptions { MaxLogEntries = 30 });
        run.RunFor(60_000);

        Assert.False(run.Step());
        Assert.Null(run.NextAt);
        Assert.Contains("limit of 30 entries", run.StoppedBecause, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => run.Put(A));
    }

    [Fact]
    public void A_run_without_a_log_does_the_same_and_keeps_nothing()
    {
        using var silent = Start(SwarmScenario.Create(9), new RunOptions { IsTracing = false });
        using var told = Start(SwarmScenario.Create(9));
        silent.RunUntil(SwarmScenario.End);
        told.RunUntil(SwarmScenario.End);

        Assert.Empty(silent.Log);
        Assert.Equal((told.Steps, told.Workload), (silent.Steps, silent.Workload));
    }

    private static void AssertRefused(Scenario scenario, string part) =>
        Assert.Contains(part, Assert.Throws<ArgumentException>(() => Start(scenario)).Message, StringComparison.Ordinal);

    private static RequestAction Put(string value) =>
        new(A, new ClientRequest.Put(new OperationId(A, 1), Cart, RequestOptions.None, WriteContent.Text(value), null, false));
}
