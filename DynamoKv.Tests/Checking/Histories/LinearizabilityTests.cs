// Two tests of linearizability and a dumb one, on random histories.
using System.Globalization;
using CsCheck;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Checking.Histories.Registers;

namespace DynamoKv.Tests.Checking.Histories;

public sealed class LinearizabilityTests
{
    /// <summary>DYNAMOKV_TIMES=50 tries 100,000 histories.</summary>
    private static readonly int Times = int.Parse(Environment.GetEnvironmentVariable("DYNAMOKV_TIMES") ?? "1", CultureInfo.InvariantCulture);

    private const int Histories = 2_000;
    private const int Small = 1_000;

    private static readonly LinearizableRegister Search = new();
    private static readonly ZonedRegister Zones = new();

    [Fact]
    public void The_search_and_the_zones_agree() =>
        RandomHistories.Any.Sample(
            drafts =>
            {
                var history = RandomHistories.Register(drafts);
                Assert.Equal(Zones.Check(history).Outcome, Search.Check(history).Outcome);
            },
            iter: Histories * Times);

    [Fact]
    public void The_search_says_what_trying_every_order_says() =>
        RandomHistories.Small.Sample(
            drafts =>
            {
                var history = RandomHistories.Register(drafts);
                Assert.Equal(DumbLinearizability.Holds(history.Keys[0]), Search.Check(history).Outcome == VerdictOutcome.Pass);
            },
            iter: Small * Times);

    [Fact]
    public void Random_histories_are_of_both_kinds()
    {
        var outcomes = new int[3];
        RandomHistories.Any.Sample(
            drafts => { Interlocked.Increment(ref outcomes[(int)Search.Check(RandomHistories.Register(drafts)).Outcome]); }, iter: 500);

        Assert.True(outcomes[(int)VerdictOutcome.Pass] > 50, $"Only {outcomes[(int)VerdictOutcome.Pass]} of 500 pass.");
        Assert.True(outcomes[(int)VerdictOutcome.Fail] > 50, $"Only {outcomes[(int)VerdictOutcome.Fail]} of 500 fail.");
    }

    [Fact]
    public void A_search_without_steps_left_says_that_it_does_not_know()
    {
        var history = HistoryScript.Parse("c1 0-10 put x milk", "c2 20-30 get x -> milk");

        var verdict = new LinearizableRegister { MaxSteps = 1 }.Check(history);

        Assert.Equal(VerdictOutcome.Unknown, verdict.Outcome);
        Assert.Contains("after 1 steps", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void One_key_can_be_judged_alone()
    {
        var history = HistoryScript.Parse("c1 0-10 put x milk", "c2 20-30 get x -> nothing", "c1 20-30 put y bread", "c2 40-50 get y -> bread");

        Assert.Equal(VerdictOutcome.Fail, new LinearizableRegister { Key = Engine.Primitives.Key.Of("x") }.Check(history).Outcome);
        Assert.Equal(VerdictOutcome.Pass, new LinearizableRegister { Key = Engine.Primitives.Key.Of("y") }.Check(history).Outcome);
    }

    [Fact]
    public void Many_stale_reads_of_one_key_have_one_witness()
    {
        string[] lines = ["c1 0-10 put x milk", .. Enumerable.Range(1, 200).Select(number => $"c2 {number * 20}-{(number * 20) + 5} get x -> nothing")];
        var history = HistoryScript.Parse(lines);

        var verdict = Search.Check(history);

        Assert.Equal(200, verdict.Breaches);
        Assert.Equal(VerdictOutcome.Pass, Search.Check(history.Without(verdict.Witness)).Outcome);
    }
}
