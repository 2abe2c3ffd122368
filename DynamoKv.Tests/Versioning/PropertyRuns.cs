// How often each kind of property is tried.
namespace DynamoKv.Tests.Versioning;

/// <summary>Runs a property, by how dear one run is; CsCheck prints the seed of a failure.</summary>
internal static class PropertyRuns
{
    /// <summary>Random and mutated bytes: refused, or canonical.</summary>
    public const int Fuzz = 10_000;

    /// <summary>Laws of clocks and round trips.</summary>
    public const int Many = 5_000;

    /// <summary>Histories of puts and merges over several replicas, with their oracles.</summary>
    public const int Histories = 1_000;

    /// <summary>Properties with a loop inside.</summary>
    public const int Few = 300;
}
