// Named clients that work all the time.
using System.Text;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Clients;
using static DynamoKv.Tests.Simulation.Clients.ClientWorlds;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation.Clients;

public sealed class LoadTests
{
    [Fact]
    public void Poisson_arrivals_come_at_the_asked_rate_and_stop_in_time()
    {
        using var run = Played(With(Steady));
        var gaps = run.ClientRecords.Zip(run.ClientRecords.Skip(1), (left, right) => right.Intended - left.Intended).ToArray();

        Assert.InRange(run.Workload.Asked, 300, 500);
        Assert.Equal(run.Workload.Asked, run.Workload.Reads + run.Workload.Writes + run.Workload.Others);
        Assert.All(run.ClientRecords, record => Assert.True(record.Intended < AtMs(4000)));
        Assert.Contains(gaps, gap => gap < Ms(2));
        Assert.Contains(gaps, gap => gap > Ms(25));
    }

    [Fact]
    public void Uniform_arrivals_come_evenly_and_do_not_drift()
    {
        using var run = Played(With(Steady with { Pace = new ClientPace.Open(3, Arrivals.Uniform), Stop = null }), 10_001);

        Assert.Equal(30, run.ClientRecords.Count);
        Assert.Equal(333_333, run.ClientRecords[0].Intended.Microseconds);
        Assert.Equal(10_000_000, run.ClientRecords[29].Intended.Microseconds);
    }

    [Fact]
    public void A_client_has_one_operation_under_way_and_keeps_the_intended_start_of_the_others()
    {
        var slow = With(Steady with { Clients = 1 }) with { Network = new NetworkOptions { Latency = Latency.Constant(Ms(20)) } };
        using var run = Played(slow, 60_000);

        foreach (var (before, after) in run.ClientRecords.Zip(run.ClientRecords.Skip(1)))
            Assert.True(before.Returned <= after.Invoked);
        Assert.Contains(run.ClientRecords, record => record.Invoked - record.Intended > Ms(100));
        Assert.True(run.Latencies.Puts.P50 > Ms(100), "latency counts from the intended start");
    }

    [Fact]
    public void A_client_in_a_loop_thinks_between_an_answer_and_its_next_operation()
    {
        using var run = Played(With(Steady with { Clients = 2, Pace = new ClientPace.Closed(Latency.Constant(Ms(10))), Stop = AtMs(1000) }));
        var mine = run.ClientRecords.Where(record => record.Client == 1).ToArray();

        Assert.True(mine.Length > 20);
        Assert.Equal(AtMs(10), mine[0].Invoked);
        foreach (var (before, after) in mine.Zip(mine.Skip(1)))
            Assert.Equal(before.Returned + Ms(10), after.Invoked);
    }

    [Fact]
    public void A_client_that_does_not_think_does_not_stop_the_time()
    {
        var eager = Steady with { Clients = 1, Pace = new ClientPace.Closed(Latency.Constant(TimeSpan.Zero)), Stop = null };
        using var run = Start(With(eager) with { Members = Five.Members[..1], Node = Five.Node with { Quorum = new(1, 1, 1) } });
        run.RunUntil(AtMs(1), maxSteps: 20_000);

        Assert.Equal(AtMs(1), run.Now);
    }

    [Fact]
    public void A_loop_goes_on_when_its_nodes_are_back()
    {
        using var run = Start(With(Steady with { Clients = 1, Pace = new ClientPace.Closed(Latency.Constant(Ms(5))), Stop = null }));
        run.RunFor(100);
        foreach (var node in run.Nodes)
            run.Apply(new CrashAction(node, CrashLoss.Memory));
        run.RunFor(200);
        var whileDown = run.ClientRecords.Count;
        foreach (var node in run.Nodes)
            run.Apply(new RestartAction(node));
        run.RunFor(3000);

        Assert.Contains(run.Logged<WorldEvent.ClientLeft>(), left => left.Reason == ClientLoss.ConnectionBroken);
        Assert.Contains(run.Logged<WorldEvent.ClientLeft>(), left => left.Reason == ClientLoss.NobodyUp);
        Assert.Contains(run.ClientRecords.Skip(whileDown), record => record.Outcome == ClientOutcome.Done);
    }

    [Theory]
    [InlineData(0, 0.2, 0.2)]
    [InlineData(1, 0.4379, 0.0876)]
    public void Keys_are_picked_as_zipf_says(double exponent, double first, double last)
    {
        using var run = Played(With(Steady with { Pace = new ClientPace.Open(2000), Keys = KeyChoice.Numbered(5, exponent), Stop = null }), 5000);
        double Share(string key) => run.ClientRecords.Count(record => record.Key.Text == key) / (double)run.ClientRecords.Count;

        Assert.Equal(first, Share("key-0001"), 0.03);
        Assert.Equal(last, Share("key-0005"), 0.03);
    }

    [Fact]
    public void Values_are_printable_unique_and_as_long_as_asked()
    {
        using var run = Played(With(Steady with { ValueBytes = 64, GetShare = 0 }));
        var values = run.Logged<TraceEvent.RequestEntered>().Select(entered => ((ClientRequest.Put)entered.Request).Content.Value.ToArray()).ToArray();

        Assert.All(values, value => Assert.Equal(64, value.Length));
        Assert.All(values, value => Assert.All(value, one => Assert.InRange(one, (byte)'!', (byte)'~')));
        Assert.Equal(values.Length, values.Select(Encoding.UTF8.GetString).Distinct().Count());
    }

    [Theory]
    [InlineData(PutMode.LastRead, true)]
    [InlineData(PutMode.Blind, false)]
    public void Puts_carry_the_context_that_they_are_told_to(PutMode mode, bool carriesAny)
    {
        using var run = Played(With(Steady with { Puts = mode }));
        var puts = run.Logged<TraceEvent.RequestEntered>().Select(entered => entered.Request).OfType<ClientRequest.Put>().ToArray();

        Assert.NotEmpty(puts);
        Assert.Equal(carriesAny, puts.Any(put => put.Context is not null));
    }

    [Fact]
    public void A_fault_never_shifts_what_the_clients_mean_to_do()
    {
        using var calm = Played(With(Steady));
        using var stormy = Start(With(Steady));
        stormy.Apply(new LinkAction("bad", null, null, Latency.Exponential(Ms(20)), 0.2, 0.2));
        stormy.RunFor(1000);
        stormy.Apply(new CrashAction(new NodeId("C"), CrashLoss.Unsynced));
        stormy.RunFor(600_000); // what waited too long is asked late

        Assert.Equal(Meant(calm), Meant(stormy));
    }

    [Fact]
    public void Options_of_the_requests_reach_the_nodes()
    {
        var scenario = With(Steady);
        using var run = Played(scenario with { Clients = scenario.Clients! with { Request = new RequestOptions(Read: 1, Write: 3, Timeout: Ms(77)) } });

        Assert.All(run.Logged<TraceEvent.RequestEntered>(), entered => Assert.Equal(
            new RequestOptions(Read: 1, Write: 3, Timeout: Ms(77)), entered.Request.Options));
    }

    private static (long Intent, Key Key, Instant Intended)[] Meant(SimulationRun run) =>
        [.. run.ClientRecords.Where(record => record.Attempt == 1).OrderBy(record => record.Intent)
            .Select(record => (record.Intent, record.Key, record.Intended))];
}
