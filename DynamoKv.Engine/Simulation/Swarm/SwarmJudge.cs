// Runs what a seed draws and judges it.
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation.Swarm;

/// <summary>Runs what a seed draws and judges it.</summary>
public static class SwarmJudge
{
    /// <summary>Runs a seed with dotted versions.</summary>
    /// <returns>Null when everything held; else what did not, in sentences, and the one line that repeats it.</returns>
    public static string? Run(ulong seed) => Judge(seed, VersionMode.Dotted).Report;

    /// <summary>The command that repeats a seed.</summary>
    public static string LineFor(ulong seed) => $"dotnet run --project DynamoKv.Benchmarks -c Release -- swarm --seed {seed}";

    internal static SwarmOutcome Judge(ulong seed, VersionMode mode)
    {
        using var run = new SwarmRun(SwarmPlan.Draw(seed, mode));
        return run.Judge();
    }
}
