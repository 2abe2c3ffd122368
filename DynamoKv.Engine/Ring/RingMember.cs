// A physical node as the ring sees it.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Ring;

/// <summary>A physical node as the ring sees it.</summary>
/// <param name="Id">Its name, unique in the ring.</param>
/// <param name="Tokens">
/// Its weight: how many virtual nodes it has, 1 to <see cref="MaxTokens"/>. Strategy 3 gives every member its even part
/// of the partitions and ignores the weight.
/// </param>
/// <param name="Rack">
/// What fails together with it; null when unknown, and then the member counts as a rack of its own.
/// </param>
public sealed record RingMember(NodeId Id, int Tokens = RingMember.DefaultTokens, string? Rack = null)
{
    /// <summary>Virtual nodes of a member that names no weight.</summary>
    public const int DefaultTokens = 150;

    /// <summary>The largest weight.</summary>
    public const int MaxTokens = 65_536;
}
