// What lies between the nodes.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation;

/// <summary>What lies between the nodes when nothing is broken.</summary>
public sealed record NetworkOptions
{
    /// <summary>How long a message travels, one way.</summary>
    public Latency Latency { get; init; } = Latency.Constant(TimeSpan.FromMilliseconds(1));

    /// <summary>Latencies of the four legs of replicated operations; null: they travel as all other messages do.</summary>
    public NetworkLegs? Legs { get; init; }

    /// <summary>Directed links that have a latency of their own instead.</summary>
    public ImmutableArray<LinkLatency> Links { get; init; } = [];

    /// <summary>Probability (0..1) that a message is lost.</summary>
    public double Loss { get; init; }

    /// <summary>Probability (0..1) that a message arrives a second time, after a delay of its own.</summary>
    public double Duplicate { get; init; }

    /// <summary>True: a link delivers in the order sent. False: messages overtake each other as their delays have it.</summary>
    public bool IsFifo { get; init; }
}

/// <summary>
/// How long the messages between a coordinator and its replicas travel, the W A R S of probabilistically bounded staleness (Bailis et al., VLDB 2012).
/// A link that has a latency of its own keeps it.
/// </summary>
/// <param name="Write">From the coordinator to a replica that is to store.</param>
/// <param name="Acknowledgement">Back, also when it refuses.</param>
/// <param name="Read">From the coordinator to a replica that is asked.</param>
/// <param name="Reply">Back, also when it refuses.</param>
public sealed record NetworkLegs(Latency Write, Latency Acknowledgement, Latency Read, Latency Reply)
{
    /// <summary>The leg that a message goes; null: it is none of the four.</summary>
    internal Latency? Of(Message message) => message switch
    {
        Message.ReplicaPut => Write,
        Message.ReplicaPutAcknowledged or Message.ReplicaPutRefused => Acknowledgement,
        Message.ReplicaGet => Read,
        Message.ReplicaGetAnswered or Message.ReplicaGetRefused => Reply,
        _ => null,
    };
}

/// <summary>The latency of one directed link.</summary>
/// <param name="Sender">Where the link begins.</param>
/// <param name="Receiver">Where it ends.</param>
/// <param name="Latency">How long a message travels.</param>
public sealed record LinkLatency(NodeId Sender, NodeId Receiver, Latency Latency);
