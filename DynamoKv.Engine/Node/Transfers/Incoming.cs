// A transfer as its target sees it.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Node.Transfers;

/// <summary>
/// What this node takes over from one source, and from whom it does: the source, or all its fellow replicas.
/// </summary>
internal sealed class Incoming(RangeMove move, TransferStream paired)
{
    private TransferStream[] _others = [];

    public RangeMove Move { get; } = move;

    /// <summary>The source's own rows.</summary>
    public TransferStream Paired { get; } = paired;

    public bool IsReplaced => _others.Length > 0;

    public IEnumerable<TransferStream> Streams => _others.Prepend(Paired);

    /// <summary>Whether this node holds all that the source held, or all that the others held together.</summary>
    public bool IsDone => Paired.Progress.IsDone || (IsReplaced && Array.TrueForAll(_others, stream => stream.Progress.IsDone));

    public long Keys => Streams.Sum(stream => stream.Progress.Keys);

    /// <summary>The stream of a giver; null: nothing is asked of it here.</summary>
    public TransferStream? StreamOf(NodeId giver) => Streams.FirstOrDefault(stream => stream.Giver == giver);

    public void Replace(IEnumerable<TransferStream> others) => _others = [.. others];
}
