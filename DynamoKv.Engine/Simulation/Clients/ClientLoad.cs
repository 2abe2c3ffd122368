// What named clients do all the time.
using System.Globalization;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Clients;

/// <summary>What the clients c1, c2, ... do all the time. All that is drawn comes from streams of their own, whatever faults there are.</summary>
public sealed record ClientLoad
{
    /// <summary>The most clients.</summary>
    public const int MaxClients = 10_000;

    /// <summary>How many clients.</summary>
    public required int Clients { get; init; }

    /// <summary>When they begin.</summary>
    public Instant Start { get; init; } = Instant.Zero;

    /// <summary>When they begin nothing new; null: never.</summary>
    public Instant? Stop { get; init; }

    /// <summary>When the next operation comes.</summary>
    public required ClientPace Pace { get; init; }

    /// <summary>Which key an operation is about.</summary>
    public required KeyChoice Keys { get; init; }

    /// <summary>Share (0..1) of the operations that are gets; what neither gets nor deletes is a put.</summary>
    public double GetShare { get; init; } = 0.5;

    /// <summary>Share (0..1) of the operations that are deletes.</summary>
    public double DeleteShare { get; init; }

    /// <summary>What puts do.</summary>
    public PutMode Puts { get; init; } = PutMode.LastRead;

    /// <summary>How long a value is at least, in bytes: printable, and no two alike. 0: as long as its name ("c3-17").</summary>
    public int ValueBytes { get; init; }

    /// <summary>The name of a client, counted from 1.</summary>
    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"c{number}");
}

/// <summary>What a put of a client does.</summary>
public enum PutMode
{
    /// <summary>Writes with the context of the client's last read of the key, if it has read it.</summary>
    LastRead,

    /// <summary>Writes without a context.</summary>
    Blind,

    /// <summary>Reads, merges the siblings as a set, adds an element, and writes with the context of that read.</summary>
    AddToSet,
}
