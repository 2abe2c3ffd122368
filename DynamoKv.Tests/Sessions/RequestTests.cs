// Clients at a session.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Tests.Sessions;

public sealed class RequestTests
{
    [Fact]
    public async Task What_was_put_is_read_back()
    {
        using var bench = new SessionBench();
        await bench.Time.AdvanceUntil(bench.Submit(SessionBench.Put("k", "v")));

        var read = Assert.IsType<ClientResponse.Read>(await bench.Time.AdvanceUntil(bench.Submit(SessionBench.Get("k"))));

        Assert.Equal("v", Assert.Single(read.Versions.Siblings).ValueAsText());
    }

    [Fact]
    public void Requests_enter_at_the_nodes_in_turn()
    {
        using var bench = new SessionBench();
        var entries = new List<NodeId>();
        for (var index = 0; index < 5; index++)
        {
            _ = bench.Submit(operation =>
            {
                entries.Add(operation.Entry);
                return SessionBench.Get("k")(operation);
            });
        }

        Assert.Equal(["A", "B", "C", "D", "E"], entries.Select(node => node.Value));
    }

    [Fact]
    public void A_node_that_is_down_is_left_out_of_the_turn()
    {
        using var bench = new SessionBench();
        bench.Controls.Apply(new CrashAction(SessionBench.A, CrashLoss.Memory));
        var entry = default(NodeId);

        _ = bench.Submit(operation =>
        {
            entry = operation.Entry;
            return SessionBench.Get("k")(operation);
        });

        Assert.Equal("B", entry.Value);
    }

    [Fact]
    public async Task A_request_to_a_node_that_is_down_is_refused()
    {
        using var bench = new SessionBench();
        bench.Controls.Apply(new CrashAction(SessionBench.A, CrashLoss.Memory));

        var refusal = await Assert.ThrowsAsync<NodeDownException>(() => bench.Submit(SessionBench.Get("k"), SessionBench.A));

        Assert.Contains("restart it", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_to_a_node_that_does_not_exist_is_refused_with_the_names_that_do()
    {
        using var bench = new SessionBench();

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => bench.Submit(SessionBench.Get("k"), new NodeId("Z")));

        Assert.Contains("A, B, C, D, E", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_whose_entry_node_crashes_is_told_that_the_outcome_is_unknown_in_bounded_virtual_time()
    {
        using var bench = new SessionBench();
        var waiting = bench.Submit(SessionBench.Put("k", "v"), SessionBench.A);
        bench.Controls.Apply(new CrashAction(SessionBench.A, CrashLoss.Memory));

        var answer = Assert.IsType<ClientResponse.TimedOut>(await bench.Time.AdvanceUntil(waiting));

        Assert.Equal("A", answer.Coordinator.Value);
        Assert.InRange(answer.Waited, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_client_that_goes_away_no_longer_keeps_the_run_awake()
    {
        using var bench = new SessionBench();
        using var going = new CancellationTokenSource();
        var waiting = bench.Main.SubmitAsync(null, SessionBench.Get("k"), going.Token);

        await going.CancelAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(1, bench.Time.ArmedTimers);
    }

    [Fact]
    public async Task A_paused_run_refuses_requests_and_says_how_to_resume_it()
    {
        using var bench = new SessionBench();
        bench.Controls.Pause();

        var refusal = await Assert.ThrowsAsync<RunPausedException>(() => bench.Submit(SessionBench.Get("k")));

        Assert.Contains("/api/v1/runs/main/control", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_is_a_line_of_the_scenario()
    {
        using var bench = new SessionBench();
        await bench.Time.AdvanceUntil(bench.Submit(SessionBench.Put("k", "v"), SessionBench.A));

        Assert.StartsWith("- { at: 0.000000s, ", Assert.Single(bench.Controls.ScenarioLines), StringComparison.Ordinal);
    }
}
