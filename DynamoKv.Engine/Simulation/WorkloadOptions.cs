// Clients that put and get by themselves.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation;

/// <summary>Clients that put and get by themselves: open loop, Poisson arrivals, intended start times kept however slow the answers are.</summary>
public sealed record WorkloadOptions
{
    /// <summary>How many clients; each remembers the context of its last read of each key and sends it with its next write.</summary>
    public required int Clients { get; init; }

    /// <summary>Operations a virtual second, all clients together.</summary>
    public required double OperationsPerSecond { get; init; }

    /// <summary>The keys; each operation picks one, all alike.</summary>
    public required ImmutableArray<Key> Keys { get; init; }

    /// <summary>Share (0..1) of the operations that are gets; what neither gets nor deletes is a put.</summary>
    public double GetShare { get; init; } = 0.5;

    /// <summary>Share (0..1) of the operations that are deletes.</summary>
    public double DeleteShare { get; init; }

    /// <summary>The values of puts, taken in turn; empty: "v1", "v2", ...</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>Where the clients send their requests.</summary>
    public Coordination Coordination { get; init; } = Coordination.ServerDriven;

    /// <summary>When the clients begin.</summary>
    public Instant Start { get; init; } = Instant.Zero;

    /// <summary>When they stop; null: never.</summary>
    public Instant? Stop { get; init; }
}
