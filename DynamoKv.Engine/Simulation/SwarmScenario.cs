// A random cluster under random faults that are all healed in the end.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation.Swarm;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation;

/// <summary>
/// Draws a scenario from a seed: first a stormy phase with clients and faults of all kinds, then calm weather in which
/// every node is up and every fault healed. Such runs look for what nobody thought of; see docs/swarm.md.
/// </summary>
public static class SwarmScenario
{
    /// <summary>When clients stop and everything is healed.</summary>
    public static Instant Calm { get; } = Instant.After(TimeSpan.FromSeconds(3));

    /// <summary>When most runs have settled; <see cref="SwarmJudge"/> waits for as long as it takes, within a bound.</summary>
    public static Instant End { get; } = Instant.After(TimeSpan.FromSeconds(5));

    /// <summary>The scenario of a seed, with dotted versions.</summary>
    public static Scenario Create(ulong seed) => SwarmPlan.Draw(seed, VersionMode.Dotted).Scenario;
}
