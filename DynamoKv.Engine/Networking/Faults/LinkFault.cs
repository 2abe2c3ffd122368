// What somebody may do to the way between this node and others, on purpose.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Networking.Faults;

/// <summary>What happens to messages.</summary>
public enum LinkFaultKind
{
    /// <summary>They are lost.</summary>
    Drop,

    /// <summary>They come later, and so perhaps in another order.</summary>
    Delay,

    /// <summary>They come twice.</summary>
    Duplicate,

    /// <summary>Nothing passes: no message, no handshake, no question.</summary>
    Block,
}

/// <summary>Which way.</summary>
[Flags]
public enum LinkDirections
{
    /// <summary>What this node sends.</summary>
    Outgoing = 1,

    /// <summary>What it receives.</summary>
    Incoming = 2,

    /// <summary>Both ways.</summary>
    Both = Outgoing | Incoming,
}

/// <summary>A fault between this node and others.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Peer">With whom; null: everybody.</param>
/// <param name="Directions">Which way.</param>
/// <param name="Probability">How likely it is for each message, 0 to 1; a block is always certain.</param>
/// <param name="Delay">How long messages are held back; only for <see cref="LinkFaultKind.Delay"/>.</param>
public sealed record LinkFault(
    LinkFaultKind Kind, NodeId? Peer = null, LinkDirections Directions = LinkDirections.Both, double Probability = 1, TimeSpan Delay = default);

/// <summary>A fault that has been put in and not yet been over.</summary>
/// <param name="Number">Its name.</param>
/// <param name="Fault">What it does.</param>
/// <param name="EndsAfter">How long it still lasts.</param>
public sealed record ActiveLinkFault(long Number, LinkFault Fault, TimeSpan EndsAfter);
