// Histories made of the logs of runs.
using System.Text;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Checking.Histories.Accounting;
using DynamoKv.Engine.Checking.Histories.Registers;
using DynamoKv.Engine.Checking.Histories.Sessions;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Clients;
using DynamoKv.Engine.Versioning;
using DynamoKv.Tests.Simulation;
using DynamoKv.Tests.Simulation.Clients;

namespace DynamoKv.Tests.Checking.Histories;

public sealed class HistoryReaderTests
{
    private static readonly HistoryReaderOptions OneClient = new() { ClientOf = _ => new HistoryClient("alice") };

    [Fact]
    public void A_put_and_a_get_become_rows_with_their_lines()
    {
        using var run = Worlds.Start(Worlds.Five);
        var put = run.Put(run.Replicas()[0]);
        run.RunFor(50);
        var get = run.Get(run.Replicas()[1]);
        run.RunFor(50);

        var history = HistoryReader.Read(run.Log, OneClient);

        Assert.Equal([put.ToString(), get.ToString()], history.Rows.Select(row => row.Operation));
        Assert.All(history.Rows, row => Assert.Equal((HistoryOutcome.Ok, "alice"), (row.Outcome, row.Process)));
        Assert.All(history.Rows, row => Assert.IsType<TraceEvent.RequestEntered>(run.Log[(int)row.BeginLine - 1].What));
        Assert.All(history.Rows, row => Assert.IsType<TraceEvent.ClientAnswered>(run.Log[(int)row.EndLine - 1].What));
        Assert.Equal(history.Rows[0].Written, Assert.Single(history.Rows[1].Seen));
        Assert.All(Checkers.All.Where(checker => checker.Name != "latency"), checker => Assert.Equal(VerdictOutcome.Pass, checker.Check(history).Outcome));
    }

    [Fact]
    public void Named_clients_begin_when_they_ask_and_end_when_they_hear()
    {
        using var run = ClientWorlds.Played(ClientWorlds.With(ClientWorlds.Steady) with
        {
            Network = new NetworkOptions { Client = Latency.Constant(TimeSpan.FromMilliseconds(3)) },
        });
        var asked = run.Asked().ToDictionary(one => one.What.Operation.ToString());
        var heard = run.Log.Where(entry => entry.What is WorldEvent.ClientHeard).ToDictionary(entry => ((WorldEvent.ClientHeard)entry.What).Operation.ToString());

        var history = HistoryReader.Read(run.Log);

        Assert.True(history.Rows.Length > 300);
        Assert.Equal(["c1", "c2", "c3"], history.Rows.Select(row => row.Process).Distinct().Order());
        Assert.All(history.Rows, row => Assert.Equal((asked[row.Operation].At, asked[row.Operation].What.Intended), (row.Invoked, row.Intended)));
        Assert.All(history.Rows, row => Assert.Equal((heard[row.Operation].At, heard[row.Operation].Number), (row.Returned, row.EndLine)));
        Assert.All(
            Enum.GetValues<SessionGuarantee>().Except([SessionGuarantee.MonotonicWrites]),
            guarantee => Assert.Equal(VerdictOutcome.Pass, new SessionChecker(guarantee).Check(history).Outcome));

        // A put takes the context of the last read, not of the last put: of two in a row the second stands beside the first.
        Assert.Equal(VerdictOutcome.Fail, new SessionChecker(SessionGuarantee.MonotonicWrites).Check(history).Outcome);
    }

    [Fact]
    public void What_a_named_client_did_not_hear_of_stays_open()
    {
        using var run = ClientWorlds.Played(ClientWorlds.With(ClientWorlds.Steady) with
        {
            Network = new NetworkOptions { Client = Latency.Constant(TimeSpan.FromMilliseconds(30)) },
            Clients = new ClientOptions { Load = ClientWorlds.Steady, Retry = new ClientRetry(Max: 0, Timeout: TimeSpan.FromMilliseconds(50)) },
        });

        var history = HistoryReader.Read(run.Log);

        Assert.Contains(run.Log, entry => entry.What is TraceEvent.ClientAnswered);
        Assert.All(history.Rows, row => Assert.Equal((HistoryOutcome.Info, null, 0L), (row.Outcome, row.Returned, row.EndLine)));
        Assert.All(history.Rows, row => Assert.Empty(row.Seen));
    }

    [Fact]
    public void Without_names_of_clients_nothing_is_said_about_sessions()
    {
        using var run = Worlds.Start(Worlds.Five);
        run.Put(run.Nodes[0]);
        run.RunFor(50);

        var verdict = new SessionChecker(SessionGuarantee.ReadYourWrites).Check(HistoryReader.Read(run.Log));

        Assert.Equal(VerdictOutcome.Unknown, verdict.Outcome);
    }

    [Fact]
    public void What_was_never_answered_stays_open_and_keeps_its_dot()
    {
        using var run = Worlds.Start(Worlds.Five);
        var via = run.Replicas()[0];
        run.Put(via);
        run.RunFor(1);
        run.Apply(new CrashAction(via, CrashLoss.Memory));
        run.RunFor(500);

        var row = Assert.Single(HistoryReader.Read(run.Log).Rows);

        Assert.Equal((HistoryOutcome.Info, null, 0L), (row.Outcome, row.Returned, row.EndLine));
        Assert.Equal(via, row.Written?.Dot?.Actor.Node);
    }

    [Fact]
    public void A_delete_that_finds_nothing_is_a_read_of_nothing()
    {
        using var run = Worlds.Start(Worlds.Five);
        var via = run.Nodes[0];
        run.Apply(new RequestAction(via, new ClientRequest.Delete(run.NextOperation(via), Worlds.Cart, RequestOptions.None, null)));
        run.RunFor(50);

        var row = Assert.Single(HistoryReader.Read(run.Log).Rows);

        Assert.Equal((HistoryKind.Read, HistoryOutcome.Ok, 0), (row.Kind, row.Outcome, row.Seen.Length));
    }

    [Fact]
    public void A_value_whose_time_is_over_is_no_lost_write()
    {
        using var run = Worlds.Start(Worlds.Five);
        var via = run.Nodes[0];
        var content = WriteContent.Text("milk") with { TimeToLive = TimeSpan.FromSeconds(1) };
        run.Apply(new RequestAction(via, new ClientRequest.Put(run.NextOperation(via), Worlds.Cart, RequestOptions.None, content, null, false)));
        run.RunFor(2_000);
        run.Get(via);
        run.RunFor(50);

        var history = HistoryReader.Read(run.Log);

        Assert.Equal(3, history.Rows.Length);
        Assert.Equal(VerdictOutcome.Pass, new LostWrites().Check(history).Outcome);
        Assert.Equal(VerdictOutcome.Pass, new LinearizableRegister().Check(history).Outcome);
        Assert.Equal(VerdictOutcome.Pass, new RegularRegister().Check(history).Outcome);
    }

    [Fact]
    public void Overlapping_quorums_give_a_regular_register_and_lone_answers_do_not()
    {
        Assert.Equal(VerdictOutcome.Pass, new RegularRegister().Check(Busy(new Quorum(3, 2, 2))).Outcome);

        var weak = Busy(new Quorum(3, 1, 1));
        Assert.Equal(VerdictOutcome.Fail, new RegularRegister().Check(weak).Outcome);
        Assert.NotEmpty(new Staleness().Measure(weak).Stale);
    }

    [Fact]
    public void Puts_of_whole_sets_become_adds()
    {
        using var run = Worlds.Start(Worlds.Five);
        run.Put(run.Nodes[0], "a");
        run.RunFor(50);
        run.Put(run.Nodes[0], "a b");
        run.RunFor(50);
        run.Get(run.Nodes[1]);
        run.RunFor(50);

        var history = HistoryReader.Read(run.Log, new HistoryReaderOptions { ElementsOf = value => Encoding.UTF8.GetString(value.Span).Split(' ') });

        Assert.Equal([HistoryKind.Add, HistoryKind.Add, HistoryKind.Read], history.Rows.Select(row => row.Kind));
        Assert.Equal(2, SetAccounting.Measure(history).Count(ElementFate.Stable));
    }

    private static History Busy(Quorum quorum)
    {
        var scenario = Worlds.Five with
        {
            Node = Worlds.Five.Node with { Quorum = quorum },
            Network = new NetworkOptions { Latency = Latency.Exponential(Worlds.Ms(10)) },
            Workload = new WorkloadOptions { Clients = 4, OperationsPerSecond = 400, Keys = [Key.Of("a"), Key.Of("b")], Stop = Worlds.AtMs(3_000) },
        };
        using var run = Worlds.Start(scenario);
        run.RunUntil(Worlds.AtMs(5_000));
        var history = HistoryReader.Read(run.Log);
        Assert.Equal(run.Workload.Reads, history.Rows.Count(row => row is { IsWrite: false, IsOk: true }));
        Assert.Equal(run.Workload.Writes, history.Rows.Count(row => row is { IsWrite: true, IsOk: true }));
        return history;
    }
}
