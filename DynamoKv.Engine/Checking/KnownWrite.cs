// One write as it truly was.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking;

/// <summary>One write as it truly was: what its author had seen, whatever its clock says.</summary>
/// <param name="index">Its place in the key's history.</param>
/// <param name="version">As its coordinator first stored it.</param>
/// <param name="operation">The client operation that asked for it; null: nobody knows.</param>
/// <param name="past">The writes that its author had seen, and what those had seen.</param>
/// <param name="storedAt">The line of the log in which it first stands.</param>
internal sealed class KnownWrite(int index, Sibling version, OperationId? operation, WriteSet past, long storedAt)
{
    public int Index => index;

    public Sibling Version => version;

    public Dot Dot => version.Dot;

    public OperationId? Operation => operation;

    public WriteSet Past => past;

    public long StoredAt => storedAt;

    /// <summary>The line in which a client was told that it is stored; 0: none was.</summary>
    public long AcknowledgedAt { get; set; }

    /// <summary>Whether it was acknowledged by a strict quorum, and of how many.</summary>
    public QuorumTerms AcknowledgedBy { get; set; }

    /// <summary>A tombstone that was removed for good.</summary>
    public bool IsReaped { get; set; }

    /// <summary>
    /// A hint that held it, or something that supersedes it, was dropped: nothing is promised any more.
    /// </summary>
    public bool WasDropped { get; set; }

    /// <summary>"put n1/17:3 (n1#8)".</summary>
    public override string ToString() => $"{(version.IsTombstone ? "delete" : "put")} {Dot}{(operation is { } id ? $" ({id})" : "")}";
}

/// <summary>What a quorum was asked for.</summary>
/// <param name="Count">R or W.</param>
/// <param name="IsStrict">No fallback may count.</param>
internal readonly record struct QuorumTerms(int Count, bool IsStrict);
