// How an operation's count stands.

namespace DynamoKv.Engine.Quorums;

/// <summary>How an operation's count stands. Reached and Missed are final.</summary>
public enum TallyState
{
    /// <summary>Both outcomes are possible.</summary>
    Pending,

    /// <summary>Enough have succeeded, and enough of them are primaries.</summary>
    Reached,

    /// <summary>Even if all that are silent succeeded, it would not be enough.</summary>
    Missed,
}
