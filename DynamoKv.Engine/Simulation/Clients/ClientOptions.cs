// Clients that have names.
using System.Collections.Immutable;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Clients;

/// <summary>
/// Clients that have names. Each has one operation under way at a time; what it is to do meanwhile waits in line and keeps its
/// intended start. Each remembers the context of its last read of each key. The log says who asked what, and when it heard.
/// </summary>
public sealed record ClientOptions
{
    /// <summary>What they do all the time; null: only the script.</summary>
    public ClientLoad? Load { get; init; }

    /// <summary>What single clients do at certain times.</summary>
    public ImmutableArray<ScriptStep> Script { get; init; } = [];

    /// <summary>What a client does that waits too long; null: it waits until it is answered or the connection breaks.</summary>
    public ClientRetry? Retry { get; init; }

    /// <summary>R, W and timeout of every operation for which nothing else is said.</summary>
    public RequestOptions Request { get; init; } = RequestOptions.None;

    /// <summary>Where the clients send their requests.</summary>
    public Coordination Coordination { get; init; } = Coordination.ServerDriven;

    /// <summary>The most intentions that may wait in line at one client; what comes on top is not asked and counts as not done.</summary>
    public int MaxWaiting { get; init; } = 10_000;
}

/// <summary>A client that has waited this long asks the next node again; the outcome of the attempt before stays open.</summary>
/// <param name="Max">Further attempts: 0 or more. After the last one it gives up.</param>
/// <param name="Timeout">How long it waits each time.</param>
public sealed record ClientRetry(int Max, TimeSpan Timeout)
{
    /// <summary>"retry: { max: 1, timeout: 250ms }".</summary>
    public string ToScenarioLine() => $"retry: {{ max: {ScenarioText.Number(Max)}, timeout: {ScenarioText.Duration(Timeout)} }}";
}
