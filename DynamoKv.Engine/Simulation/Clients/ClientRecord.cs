// What one attempt of a client came to.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation.Clients;

/// <summary>One attempt of a client at an operation, kept in memory whether or not the run keeps a log.</summary>
public readonly record struct ClientRecord
{
    /// <summary>Which of the run's clients: a position in <see cref="SimulationRun.ClientNames"/>.</summary>
    public required int Client { get; init; }

    /// <summary>Counts what clients meant to do, from 1. Attempts at the same, and the read and the write of an add, share it.</summary>
    public required long Intent { get; init; }

    /// <summary>Counts the attempts, from 1; the read and the write of an add each for itself.</summary>
    public required int Attempt { get; init; }

    /// <summary>The operation's name; null: nobody was up to be asked.</summary>
    public OperationId? Operation { get; init; }

    /// <summary>What was asked.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>Of which key.</summary>
    public required Key Key { get; init; }

    /// <summary>The element that an add adds; null: it is none.</summary>
    public string? Element { get; init; }

    /// <summary>When the client meant to begin: latency counts from here.</summary>
    public required Instant Intended { get; init; }

    /// <summary>When it asked.</summary>
    public required Instant Invoked { get; init; }

    /// <summary>When the answer reached it; null: none did.</summary>
    public Instant? Returned { get; init; }

    /// <summary>How it ended, as far as the client knows.</summary>
    public ClientOutcome Outcome { get; init; }

    /// <summary>The version that it wrote; null: none that the client knows of.</summary>
    public Dot? Written { get; init; }

    /// <summary>The versions that a read showed, tombstones included. Default for all but reads that were done.</summary>
    public ImmutableArray<Dot> Shown { get; init; }
}
