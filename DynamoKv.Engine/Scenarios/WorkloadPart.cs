// Who asks what in a file.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Clients;

namespace DynamoKv.Engine.Scenarios;

/// <summary>Who asks what in a file.</summary>
public sealed record WorkloadPart
{
    /// <summary>How many clients work all the time; 0: only the script.</summary>
    public int Clients { get; init; }

    /// <summary>When they begin.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>When they end; null: with the scenario.</summary>
    public TimeSpan? Stop { get; init; }

    /// <summary>When the next operation comes.</summary>
    public ClientPace Pace { get; init; } = new ClientPace.Open(10);

    /// <summary>How many keys there are.</summary>
    public KeyPart Keys { get; init; } = new();

    /// <summary>What they ask.</summary>
    public MixPart Mix { get; init; } = new();

    /// <summary>What puts do.</summary>
    public PutMode Puts { get; init; } = PutMode.LastRead;

    /// <summary>How long a value is at least, in bytes.</summary>
    public int ValueBytes { get; init; }

    /// <summary>What a client does that waits too long; null: it waits.</summary>
    public ClientRetry? Retry { get; init; }

    /// <summary>R, W and the like of every operation.</summary>
    public RequestOptions Request { get; init; } = RequestOptions.None;

    /// <summary>Where clients send their requests.</summary>
    public Coordination Coordination { get; init; } = Coordination.ServerDriven;

    /// <summary>What single clients do at certain times.</summary>
    public ImmutableArray<ScriptStep> Script { get; init; } = [];

    /// <summary>The clients as the engine takes them.</summary>
    /// <param name="end">When they end that have no end of their own.</param>
    public ClientOptions ToOptions(Instant end) => new()
    {
        Load = Clients == 0 ? null : new ClientLoad
        {
            Clients = Clients,
            Start = Instant.After(Start),
            Stop = Stop is { } stop ? Instant.After(stop) : end,
            Pace = Pace,
            Keys = Keys.ToChoice(),
            GetShare = Mix.Get,
            DeleteShare = Mix.Delete,
            Puts = Puts,
            ValueBytes = ValueBytes,
        },
        Script = Script,
        Retry = Retry,
        Request = Request,
        Coordination = Coordination,
    };
}

/// <summary>The keys of a workload.</summary>
public sealed record KeyPart
{
    /// <summary>How many: key-0001 and so on.</summary>
    public int Count { get; init; } = 100;

    /// <summary>The keys by name; empty: they are numbered.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>The exponent of Zipf's law; 0: all alike.</summary>
    public double Zipf { get; init; }

    internal KeyChoice ToChoice() => Names.IsEmpty ? KeyChoice.Numbered(Count, Zipf) : new KeyChoice([.. Names.Select(Key.Of)], Zipf);
}

/// <summary>Shares of a workload's operations; they come to 1 together.</summary>
public sealed record MixPart
{
    /// <summary>Reads.</summary>
    public double Get { get; init; } = 0.5;

    /// <summary>Writes.</summary>
    public double Put { get; init; } = 0.5;

    /// <summary>Deletes.</summary>
    public double Delete { get; init; }
}
