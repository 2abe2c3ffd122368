// What a run was set up to promise.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking;

/// <summary>What a run was set up to promise: the part of its options that verdicts depend on.</summary>
internal sealed record Expectations
{
    public required Quorum Quorum { get; init; }

    public required VersionMode Mode { get; init; }

    /// <summary>Whether fallbacks count unless a request says otherwise.</summary>
    public required bool IsSloppy { get; init; }

    /// <summary>The most hints for one target; null: none are kept.</summary>
    public required int? MaxHints { get; init; }

    /// <summary>Reads are written back before they are answered (synchronous read repair).</summary>
    public required bool WritesReadsBack { get; init; }

    /// <summary>Rows wait in memory, and a node that dies forgets those (Dynamo 6.1).</summary>
    public required bool MayForgetRows { get; init; }

    /// <summary>
    /// No two versions stand beside each other, and none is dropped, but by what their authors had seen.
    /// </summary>
    public bool KeepsCausality => Mode == VersionMode.Dotted;

    /// <summary>Concurrent writes may be thrown away.</summary>
    public bool LosesConcurrentWrites => Mode == VersionMode.LastWriteWins;

    /// <summary>Whether an event takes from a node what it had said to hold.</summary>
    public bool IsForgetful(TraceEvent what) =>
        what is WorldEvent.BitFlipped or WorldEvent.NodeCrashed { Loss: CrashLoss.Disk } || (MayForgetRows && what is WorldEvent.NodeCrashed);

    /// <summary>What a request's answers are asked for.</summary>
    public QuorumTerms TermsOf(ClientRequest request)
    {
        var own = request.Kind == OperationKind.Get ? request.Options.Read ?? Quorum.R : request.Options.Write ?? Quorum.W;
        return new QuorumTerms(own, MaxHints is null || !(request.Options.IsSloppy ?? IsSloppy));
    }
}
