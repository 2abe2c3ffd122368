// When clients ask.
namespace DynamoKv.Engine.Simulation.Clients;

/// <summary>When clients ask. A closed set.</summary>
public abstract record ClientPace
{
    /// <summary>The highest rate, in operations a second: one a microsecond.</summary>
    public const int MaxRate = 1_000_000;

    /// <summary>"rate: { open: 200/s, arrivals: poisson }".</summary>
    public abstract string ToScenarioLine();

    /// <summary>Operations come at a rate, however slow the answers are: each falls to a client drawn by chance.</summary>
    /// <param name="PerSecond">Operations a second, all clients together.</param>
    /// <param name="Arrivals">How they are spread.</param>
    public sealed record Open(double PerSecond, Arrivals Arrivals = Arrivals.Poisson) : ClientPace
    {
        /// <inheritdoc/>
        public override string ToScenarioLine() =>
            $"rate: {{ open: {ScenarioText.Number(PerSecond)}/s, arrivals: {(Arrivals == Arrivals.Poisson ? "poisson" : "uniform")} }}";
    }

    /// <summary>Each client asks, waits for the answer, thinks, and asks again.</summary>
    /// <param name="Think">How long it thinks, also before its first operation.</param>
    public sealed record Closed(Latency Think) : ClientPace
    {
        /// <inheritdoc/>
        public override string ToScenarioLine() => $"rate: {{ closed: true, think: {Think} }}";
    }
}

/// <summary>How arrivals are spread.</summary>
public enum Arrivals
{
    /// <summary>Without memory: the gaps are exponential.</summary>
    Poisson,

    /// <summary>Evenly: the gaps are all the same.</summary>
    Uniform,
}
