// Questions to a server of which only the address is known.
namespace DynamoKv.Engine.Networking;

/// <summary>
/// Asks a server whose node id is not known yet: a seed, by the address that somebody configured. The same authenticated way
/// as <see cref="IPeerQuestions"/>. Thread-safe.
/// </summary>
public interface ISeedQuestions
{
    /// <summary>Asks once.</summary>
    /// <param name="address">Where the seed listens, such as http://127.0.0.1:8081.</param>
    /// <exception cref="SeedSilentException">When no answer came in time, or nobody can be reached there.</exception>
    Task<ReadOnlyMemory<byte>> AskAsync(string address, string subject, ReadOnlyMemory<byte> question, CancellationToken cancellation);
}

/// <summary>A seed did not answer a question.</summary>
public sealed class SeedSilentException(string address, string message) : Exception(message)
{
    /// <summary>Where nobody answered.</summary>
    public string Address => address;
}
