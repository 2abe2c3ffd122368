// The four ways that the messages of a quorum go.
namespace DynamoKv.Engine.Simulation;

/// <summary>
/// Latencies of the four ways that the messages of a quorum go: W, A, R and S of "Probabilistically bounded staleness" (PBS,
/// section 4.1). All other messages (forwarded requests, hints, gossip, anti-entropy, pings) have the network's own.
/// </summary>
public sealed record NetworkLegs
{
    /// <summary>W: a write on its way to a replica, read repairs among them; null: the network's own.</summary>
    public Latency? Write { get; init; }

    /// <summary>A: the replica's acknowledgement, or its refusal; null: the network's own.</summary>
    public Latency? Acknowledgement { get; init; }

    /// <summary>R: a read on its way to a replica; null: the network's own.</summary>
    public Latency? Read { get; init; }

    /// <summary>S: the replica's reply to a read, or its refusal; null: the network's own.</summary>
    public Latency? Reply { get; init; }

    /// <summary>The same latency on all four.</summary>
    public static NetworkLegs All(Latency latency) => new() { Write = latency, Acknowledgement = latency, Read = latency, Reply = latency };

    /// <summary>The legs in the scenario language, e.g. "legs: { write: { dist: exponential, mean: 5ms } }".</summary>
    public string ToScenarioLine()
    {
        List<string> words = [];
        Add(words, "write", Write);
        Add(words, "ack", Acknowledgement);
        Add(words, "read", Read);
        Add(words, "reply", Reply);
        return words.Count == 0 ? "legs: {}" : $"legs: {{ {string.Join(", ", words)} }}";
    }

    private static void Add(List<string> words, string name, Latency? latency)
    {
        if (latency is not null)
            words.Add($"{name}: {latency}");
    }
}
