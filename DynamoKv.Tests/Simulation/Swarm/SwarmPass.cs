// The two hundred seeds that every check runs, once for all tests that look at them.
using System.Collections.Concurrent;
using DynamoKv.Engine.Checking;
using DynamoKv.Engine.Simulation.Swarm;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Simulation.Swarm;

/// <summary>Runs seeds 1 to 200 with dotted versions, two at a time.</summary>
public sealed class SwarmPass
{
    /// <summary>How many seeds.</summary>
    public const int Seeds = 200;

    /// <summary>Runs them.</summary>
    public SwarmPass()
    {
        var outcomes = new ConcurrentBag<SwarmOutcome>();
        Parallel.For(1, Seeds + 1, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
            outcomes.Add(SwarmJudge.Judge((ulong)seed, VersionMode.Dotted) with { Log = [] }));

        foreach (var outcome in outcomes.OrderBy(one => one.Seed))
        {
            Coverage.Add(outcome.Coverage);
            AcknowledgedWrites += outcome.Verdict.AcknowledgedWrites;
            if (!outcome.Verdict.Holds)
                Failures.Add($"Seed {outcome.Seed}: {string.Join("; ", outcome.Verdict.Violations)}\n{SwarmJudge.LineFor(outcome.Seed)}");
        }
    }

    /// <summary>What happened in all of them.</summary>
    public Coverage Coverage { get; } = new();

    /// <summary>How many writes clients know to be stored.</summary>
    public int AcknowledgedWrites { get; }

    /// <summary>What is wrong, each with its seed and the line that repeats it.</summary>
    public List<string> Failures { get; } = [];
}
