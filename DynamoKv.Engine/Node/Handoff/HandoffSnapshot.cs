// What a node keeps for others, at one moment.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Node.Handoff;

/// <summary>What a node keeps for others.</summary>
/// <param name="Targets">For whom, sorted.</param>
/// <param name="Overflowed">Hints that were dropped in this life because there were too many.</param>
/// <param name="Expired">Hints that were dropped in this life because they were too old.</param>
public sealed record HandoffSnapshot(ImmutableArray<HintTargetView> Targets, long Overflowed, long Expired)
{
    /// <summary>All hints.</summary>
    public long Count => Targets.Sum(target => target.Count);
}

/// <summary>What a node keeps for one target.</summary>
/// <param name="Target">For whom.</param>
/// <param name="Count">Hints.</param>
/// <param name="Bytes">Bytes of their keys and values.</param>
/// <param name="Oldest">When the oldest was first kept.</param>
/// <param name="IsReachable">Whether the target looks reachable from here: if not, its hints wait.</param>
/// <param name="UnderWay">Hints that were sent and are not acknowledged yet.</param>
public sealed record HintTargetView(NodeId Target, long Count, long Bytes, Instant Oldest, bool IsReachable, int UnderWay);
