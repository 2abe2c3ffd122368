// A run as the archive lists it.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Scenarios.Running;

namespace DynamoKv.Engine.Archive.Runs;

/// <summary>A run as the archive lists it. Its scenario and its recorded log are read apart.</summary>
public sealed record StoredRun
{
    /// <summary>Its number in the archive; 0: it has none yet.</summary>
    public long Id { get; init; }

    /// <summary>What it is called in words.</summary>
    public required string Title { get; init; }

    /// <summary>Where all its chance comes from.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The version of the engine that ran it last.</summary>
    public required string Engine { get; init; }

    /// <summary>When it began, by the clock on the wall.</summary>
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>When it was kept last.</summary>
    public required DateTimeOffset KeptAt { get; init; }

    /// <summary>How many things people did to it.</summary>
    public required int Interventions { get; init; }

    /// <summary>Events of the simulator that it took.</summary>
    public required long Steps { get; init; }

    /// <summary>Where its clock stood.</summary>
    public required Instant Now { get; init; }

    /// <summary>Lines of its log.</summary>
    public required long Events { get; init; }

    /// <summary>How many of them are recorded, from the first one on: <see cref="RunLines.MaxLines"/> at most.</summary>
    public long Recorded { get; init; }

    /// <summary>The hash of its log.</summary>
    public required string LogHash { get; init; }

    /// <summary>The stored run that it was forked from; null: none that is known.</summary>
    public long? Parent { get; init; }

    /// <summary>The last event that it shares with its parent.</summary>
    public long? ForkEvent { get; init; }

    /// <summary>Its scenario has come to its end.</summary>
    public bool IsOver { get; init; }

    /// <summary>Why it stands still; null: it could go on.</summary>
    public string? StoppedBecause { get; init; }

    /// <summary>What came of the assertions, as far as it has come; empty: there are none, or nobody judged it yet.</summary>
    public ImmutableArray<AssertionVerdict> Verdicts { get; init; } = [];

    /// <summary>Its numbers, as far as it has come; null: nobody counted yet.</summary>
    public RunFigures? Figures { get; init; }

    /// <summary>What it takes in the archive.</summary>
    public long Bytes { get; init; }
}
