// The script that named clients follow, and what the log says of who asked.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Clients;
using DynamoKv.Engine.Simulation.Logging;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Simulation.Clients.ClientWorlds;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation.Clients;

public sealed class ScriptTests
{
    [Fact]
    public void Steps_come_at_their_times_and_after_the_steps_that_they_wait_for()
    {
        using var run = Played(With(Get("r1", After("w1", milliseconds: 5), "bob"), Put("w1", At(100))));
        var asked = run.Asked();

        Assert.Equal(["w1", "r1"], asked.Select(one => one.What.Intent));
        Assert.Equal(["ann", "bob"], asked.Select(one => one.What.Client));
        Assert.Equal(AtMs(100), asked[0].At);
        Assert.Equal(run.ClientRecords[0].Returned + Ms(5), asked[1].At);
        Assert.Equal([run.ClientRecords[0].Written!.Value], run.ClientRecords[1].Shown);
    }

    [Fact]
    public void How_a_step_ends_decides_who_follows()
    {
        var refused = Put("w1", At(10)) with { Options = new RequestOptions(Write: 4) };
        using var run = Played(With(refused, Get("ok", After("w1", StepEnd.Ok)), Get("fail", After("w1", StepEnd.Fail)), Get("done", After("w1", StepEnd.Done))));

        Assert.Equal(["w1", "fail", "done"], run.Asked().Select(one => one.What.Intent));
    }

    [Fact]
    public void A_step_may_write_with_the_context_of_an_earlier_one()
    {
        using var run = Played(With(
            Put("w1", At(10), "milk", context: new ScriptContext.None()),
            Put("w2", After("w1"), "tea", "bob", new ScriptContext.OfStep("w1"))));

        Assert.Equal(["tea"], run.CartAt(run.Replicas()[0]));
    }

    [Fact]
    public void A_client_remembers_its_last_read_and_only_its_own()
    {
        using var run = Played(With(
            Put("w1", At(10), "milk", context: new ScriptContext.None()),
            Get("r1", At(100)),
            Put("w2", At(200), "tea", "bob"),
            Put("w3", At(300), "oats")));

        Assert.Equal(["oats", "tea"], run.CartAt(run.Replicas()[0]).Order());
    }

    [Fact]
    public void The_log_says_who_asked_and_when_the_answer_reached_them()
    {
        using var run = Played(With(Put("w1", At(100))) with { Network = Five.Network with { Client = Latency.Constant(Ms(30)) } });
        var heard = run.Log.Single(entry => entry.What is WorldEvent.ClientHeard);
        var entered = run.Log.Single(entry => entry.What is TraceEvent.RequestEntered);
        var answered = run.Log.Single(entry => entry.What is TraceEvent.ClientAnswered);

        Assert.Equal(AtMs(130), entered.At);
        Assert.Equal(answered.At + Ms(30), heard.At);
        Assert.Equal(heard.At, run.ClientRecords[0].Returned);
        Assert.EndsWith("\"event\":\"ClientHeard\",\"client\":\"ann\",\"intent\":\"w1\",\"operation\":\"" + run.ClientRecords[0].Operation
            + "\",\"outcome\":\"Done\"}", LogLine.Format(heard), StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_who_gives_a_name_is_in_the_log()
    {
        using var run = Start(Five);
        run.RunFor(10);
        var via = run.Nodes[0];
        var get = new RequestAction(via, new ClientRequest.Get(run.NextOperation(via), Cart, RequestOptions.None), "eve");
        run.Apply(get);
        run.RunFor(100);

        Assert.Equal("eve", Assert.Single(run.Asked()).What.Client);
        Assert.Equal(ClientOutcome.Done, Assert.Single(run.Logged<WorldEvent.ClientHeard>()).Outcome);
        Assert.Equal("get: { key: \"cart:alice\", via: A, client: eve }", get.ToScenarioLine());
    }

    [Fact]
    public void Records_are_kept_without_a_log_and_no_more_than_asked()
    {
        using var told = Played(With(Steady));
        using var silent = Start(With(Steady), new RunOptions { IsTracing = false, MaxClientRecords = 50 });
        silent.RunFor(6000);

        Assert.Empty(silent.Log);
        Assert.Equal(told.ClientRecords.Take(50).Select(Facts), silent.ClientRecords.Select(Facts));
        Assert.Equal(told.ClientRecords.Count - 50, silent.ClientRecordsMissed);
        Assert.Equal((told.Steps, told.Workload), (silent.Steps, silent.Workload));
    }

    public static TheoryData<ScriptStep, string> Lines => new()
    {
        { Put("w1", At(10_000), client: "c1", context: new ScriptContext.None()), "{ at: 10s, id: w1, client: c1, put: { key: \"cart:alice\", value: milk, context: none } }" },
        { Get("r1", After("w1", milliseconds: 5), "c2"), "{ after: w1.ok, delay: 5ms, id: r1, client: c2, get: { key: \"cart:alice\" } }" },
        {
            new ScriptStep("d1", "c2", After("w1", StepEnd.Done), new ScriptAsk.Delete(Cart, new ScriptContext.OfStep("r1"))) { Via = new NodeId("A") },
            "{ after: w1.done, id: d1, client: c2, via: A, delete: { key: \"cart:alice\", context: \"r1.context\" } }"
        },
        {
            new ScriptStep("a1", "c2", At(1), new ScriptAsk.Add(Cart, "eggs")) { Options = new RequestOptions(Write: 1) },
            "{ at: 1ms, id: a1, client: c2, put: { key: \"cart:alice\", value: eggs, modify: add_to_set, w: 1 } }"
        },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_step_is_a_line_of_the_scenario_language(ScriptStep step, string line) => Assert.Equal(line, step.ToScenarioLine());

    public static TheoryData<ClientOptions, string> Nonsense => new()
    {
        { new ClientOptions { Script = [Put("w1", At(1)), Put("w1", At(2))] }, "two steps are called 'w1'" },
        { new ClientOptions { Script = [Get("r1", After("w9"))] }, "there is no step 'w9'" },
        { new ClientOptions { Script = [Get("r1", After("r1"))] }, "it waits for itself" },
        { new ClientOptions { Script = [Put("w1", At(1), context: new ScriptContext.OfStep("x"))] }, "no step 'x' whose context" },
        { new ClientOptions { Script = [Get("r1", At(1)) with { Via = new NodeId("Z") }] }, "there is no node 'Z'" },
        { new ClientOptions { Script = [new ScriptStep("a", "c", At(1), new ScriptAsk.Add(Cart, "a b"))] }, "a word without spaces" },
        { new ClientOptions { Retry = new ClientRetry(-1, Ms(1)) }, "retry.max is -1" },
        { new ClientOptions { Retry = new ClientRetry(1, Ms(0)) }, "retry.timeout" },
        { new ClientOptions { Load = Steady with { Clients = 0 } }, "load.clients is 0" },
        { new ClientOptions { Load = Steady with { Pace = new ClientPace.Open(0) } }, "load.rate is 0" },
        { new ClientOptions { Load = Steady with { Keys = new KeyChoice([]) } }, "load.keys is empty" },
        { new ClientOptions { Load = Steady with { Keys = KeyChoice.Numbered(3, -1) } }, "exponent of Zipf" },
        { new ClientOptions { Load = Steady with { GetShare = 0.7, DeleteShare = 0.7 } }, "gets and deletes together is 1.4" },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void What_makes_no_sense_is_refused_with_a_sentence(ClientOptions options, string part) =>
        Assert.Contains(part, Assert.Throws<ArgumentException>(() => Start(Five with { Clients = options })).Message, StringComparison.Ordinal);

    private static (int Client, OperationId? Operation, OperationKind Kind, Instant Invoked, Instant? Returned, ClientOutcome Outcome, Dot? Written)
        Facts(ClientRecord record) =>
        (record.Client, record.Operation, record.Kind, record.Invoked, record.Returned, record.Outcome, record.Written);
}
