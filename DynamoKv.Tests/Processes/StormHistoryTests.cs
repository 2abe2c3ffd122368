// The second judge of real histories has to be able to find against them too.
using DynamoKv.Benchmarks.Processes;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Processes;

public sealed class StormHistoryTests
{
    private readonly StormHistory _history = new();

    [Fact]
    public void A_history_that_is_right_is_not_complained_about()
    {
        Write("1", "n1/1:1", context: null);
        Write("2", "n1/1:2", ContextAt(1));
        _history.Lost(_history.Begin("c", HistoryKind.Write, "k", "3", ContextAt(2)));
        See(("3", "n2/1:1"));

        Assert.Empty(_history.Problems(Instant.Zero));
    }

    [Fact]
    public void A_lost_write_is_found()
    {
        Write("1", "n1/1:1", context: null);
        Write("2", "n2/1:1", new CausalContext(VectorClock.Empty, FastestReplica: null).Encode());
        See(("2", "n2/1:1"));

        Assert.Contains("had never seen it", Assert.Single(_history.Problems(Instant.Zero)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_write_without_an_answer_that_was_seen_later_accounts_for_what_it_had_seen()
    {
        Write("1", "n1/1:1", context: null);
        _history.Lost(_history.Begin("c", HistoryKind.Write, "k", "2", ContextAt(1)));
        See(("2", "n3/4:1"));

        Assert.Empty(_history.Problems(Instant.Zero));
    }

    [Fact]
    public void A_delete_that_comes_back_is_found()
    {
        Write("1", "n1/1:1", context: null);
        _history.Wrote(_history.Begin("c", HistoryKind.Delete, "k", value: null, ContextAt(1)), "n1/1:2");
        See(("1", "n1/1:1"));

        Assert.Contains(_history.Problems(Instant.Zero), problem => problem.StartsWith("no resurrection: fail", StringComparison.Ordinal));
    }

    [Fact]
    public void A_false_sibling_is_found()
    {
        Write("1", "n1/1:1", context: null);
        Write("2", "n1/1:2", ContextAt(1));
        See(("1", "n1/1:1"), ("2", "n1/1:2"));

        Assert.Contains("had seen", Assert.Single(_history.Problems(Instant.Zero)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_write_that_nobody_read_at_rest_is_not_judged_and_that_is_said()
    {
        Write("1", "n1/1:1", context: null);
        See(("1", "n1/1:1"));

        Assert.Contains("unknown", Assert.Single(_history.Problems(_history.Now)), StringComparison.Ordinal);
    }

    private void Write(string value, string dot, string? context) => _history.Wrote(_history.Begin("c", HistoryKind.Write, "k", value, context), dot);

    private void See(params (string? Value, string Dot)[] siblings) => _history.Saw(_history.Begin("c", HistoryKind.Read, "k"), siblings, context: null);

    private static string ContextAt(long counter) =>
        new CausalContext(VectorClock.Empty.Including(new Dot(new VersionActor(new NodeId("n1"), 1), counter)), FastestReplica: null).Encode();
}
