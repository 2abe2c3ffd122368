// What a comparison has cost and found so far.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Exchanges;

/// <summary>What a comparison is for.</summary>
/// <param name="Command">The command that asked for it; null: nobody did, its time had come.</param>
internal sealed record ExchangeGoal(NodeId Peer, bool IsDryRun, SyncMode Mode, long? Command)
{
    public bool Pulls(KeyDifference difference) => !IsDryRun && Mode != SyncMode.Push && difference != KeyDifference.Extra;

    public bool Pushes(KeyDifference difference) => !IsDryRun && Mode != SyncMode.Pull && difference != KeyDifference.Missing;
}

/// <summary>What a comparison has cost and found so far.</summary>
internal sealed class ExchangeTally
{
    private readonly ImmutableArray<DifferingKey>.Builder _keys = ImmutableArray.CreateBuilder<DifferingKey>();

    public ComparisonCounts Counts { get; set; }

    public ImmutableArray<DifferingKey> Keys => _keys.ToImmutable();

    /// <summary>Counts a key; true when it is one of those that are listed.</summary>
    public bool Found(DifferingKey differing)
    {
        Counts = differing.Difference switch
        {
            KeyDifference.Missing => Counts with { Missing = Counts.Missing + 1 },
            KeyDifference.Extra => Counts with { Extra = Counts.Extra + 1 },
            _ => Counts with { Mismatched = Counts.Mismatched + 1 },
        };
        if (_keys.Count == Comparison.MaxKeys)
        {
            return false;
        }

        _keys.Add(differing);
        return true;
    }
}
