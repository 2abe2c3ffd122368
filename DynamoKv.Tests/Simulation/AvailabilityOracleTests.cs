// How often clients are served when nodes are down by chance, against the binomial tail.
using System.Collections.Immutable;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

/// <summary>Each trial is a run of its own: seed 1 to 1,500, every node down with probability 0.3, one put and one get.</summary>
public sealed class AvailabilityOracleTests
{
    private const int Trials = 1500;
    private const double Outage = 0.3;

    [Theory]
    [InlineData(3, 2, 2)]
    [InlineData(3, 1, 3)]
    [InlineData(3, 3, 1)]
    [InlineData(5, 3, 3)]
    public void Under_a_strict_quorum_the_share_that_succeeds_is_the_binomial_tail(int n, int r, int w)
    {
        var trials = Run(new NodeOptions { Quorum = new Quorum(n, r, w), RequestTimeout = Ms(100) });

        AssertNear(Tail(n, w), trials.Count(one => one.IsPutDone), $"puts, W={w}");
        AssertNear(Tail(n, r), trials.Count(one => one.IsGetDone), $"gets, R={r}");
    }

    [Fact]
    public void A_sloppy_quorum_serves_whenever_a_strict_one_does_and_more()
    {
        var strict = new NodeOptions { RequestTimeout = Ms(200) };
        var sloppy = strict with { Handoff = new HandoffOptions { FallbackAfter = Ms(50) } };
        var (before, after) = (Run(strict), Run(sloppy));

        Assert.All(before.Zip(after), pair => Assert.True(!pair.First.IsPutDone || pair.Second.IsPutDone));
        var (few, many) = (before.Count(one => one.IsPutDone), after.Count(one => one.IsPutDone));
        Assert.True(many > few + (3 * StandardError(few / (double)Trials) * Trials), $"{many} of {Trials} puts against {few}");
    }

    private static ImmutableArray<(bool IsPutDone, bool IsGetDone)> Run(NodeOptions node) =>
        [.. Enumerable.Range(1, Trials).Select(seed => Trial(Five with { Seed = (ulong)seed, Node = node }))];

    // The client knows the ring and goes to a replica that is up, else to any node: no outage is hidden by forwarding.
    private static (bool IsPutDone, bool IsGetDone) Trial(Scenario scenario)
    {
        using var run = Start(scenario, new RunOptions { IsTracing = false });
        var outages = new DeterministicRandom(scenario.Seed).Stream("outages");
        foreach (var member in scenario.Members)
        {
            if (outages.NextBool(Outage))
                run.Apply(new CrashAction(member.Id, CrashLoss.Memory));
        }

        NodeId[] order = [.. run.Ring.PreferenceList(RingPosition.OfKey(Cart), scenario.Members.Length)];
        if (!order.Any(run.IsUp))
            return default;

        var via = order.First(run.IsUp);
        run.Put(via);
        run.RunFor(600);
        var isPutDone = run.TakeResponses().Single() is ClientResponse.Written;
        run.Get(via);
        run.RunFor(600);
        return (isPutDone, run.TakeResponses().Single() is ClientResponse.Read);
    }

    private static void AssertNear(double expected, int succeeded, string what)
    {
        var share = succeeded / (double)Trials;
        Assert.True(
            Math.Abs(share - expected) <= 3 * StandardError(expected),
            $"{what}: {share:0.000} of {Trials} trials, {expected:0.000} expected, standard error {StandardError(expected):0.0000}");
    }

    private static double StandardError(double share) => Math.Sqrt(share * (1 - share) / Trials);

    // Probability that at least so many of n are up.
    private static double Tail(int n, int needed) => Enumerable.Range(needed, n - needed + 1)
        .Sum(up => Choose(n, up) * Math.Pow(1 - Outage, up) * Math.Pow(Outage, n - up));

    private static double Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);
}
