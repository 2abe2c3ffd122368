// What lies between the nodes.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Simulation;

/// <summary>What lies between the nodes when nothing is broken.</summary>
public sealed record NetworkOptions
{
    /// <summary>How long a message travels, one way.</summary>
    public Latency Latency { get; init; } = Latency.Constant(TimeSpan.FromMilliseconds(1));

    /// <summary>Latencies of the messages of quorums; null: the same as of all others.</summary>
    public NetworkLegs? Legs { get; init; }

    /// <summary>How long a request travels from its client to the node where it enters, and the answer back.</summary>
    public Latency Client { get; init; } = Latency.Constant(TimeSpan.Zero);

    /// <summary>Directed links that have a latency of their own instead, or some more.</summary>
    public ImmutableArray<LinkLatency> Links { get; init; } = [];

    /// <summary>Probability (0..1) that a message is lost.</summary>
    public double Loss { get; init; }

    /// <summary>Probability (0..1) that a message arrives a second time, after a delay of its own.</summary>
    public double Duplicate { get; init; }

    /// <summary>True: a link delivers in the order sent. False: messages overtake each other as their delays have it.</summary>
    public bool IsFifo { get; init; }
}
