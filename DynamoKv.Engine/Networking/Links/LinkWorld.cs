// What the ways to all peers have in common.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Networking.Links;

/// <summary>What the ways to all peers have in common.</summary>
/// <param name="Options">What bounds them.</param>
/// <param name="Time">The clock.</param>
/// <param name="Caller">Begins conversations.</param>
/// <param name="FindAsync">Gives a peer's address at the n-th try; throws a HandshakeException when it may not be called.</param>
/// <param name="Noticed">Hears what the log should say.</param>
/// <param name="Chance">The chance in rests.</param>
internal sealed record LinkWorld(
    TransportOptions Options, TimeProvider Time, Caller Caller, Func<NodeId, int, CancellationToken, Task<string>> FindAsync,
    Action<TransportNotice> Noticed, DeterministicRandom Chance);
