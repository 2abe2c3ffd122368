// What lies between the nodes.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation;

/// <summary>What lies between the nodes when nothing is broken.</summary>
public sealed record NetworkOptions
{
    /// <summary>How long a message travels, one way.</summary>
    public Latency Latency { get; init; } = Latency.Constant(TimeSpan.FromMilliseconds(1));

    /// <summary>Directed links that have a latency of their own instead.</summary>
    public ImmutableArray<LinkLatency> Links { get; init; } = [];

    /// <summary>Probability (0..1) that a message is lost.</summary>
    public double Loss { get; init; }

    /// <summary>Probability (0..1) that a message arrives a second time, after a delay of its own.</summary>
    public double Duplicate { get; init; }

    /// <summary>True: a link delivers in the order sent. False: messages overtake each other as their delays have it.</summary>
    public bool IsFifo { get; init; }
}

/// <summary>The latency of one directed link.</summary>
/// <param name="Sender">Where the link begins.</param>
/// <param name="Receiver">Where it ends.</param>
/// <param name="Latency">How long a message travels.</param>
public sealed record LinkLatency(NodeId Sender, NodeId Receiver, Latency Latency);
