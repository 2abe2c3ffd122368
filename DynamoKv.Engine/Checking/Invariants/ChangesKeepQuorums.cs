// A change of the membership loses no quorum.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>
/// When a change of the membership ends, W of the new primaries hold every write that a strict quorum had
/// acknowledged, as
/// long as no disk has forgotten anything. Of an owner that stayed away and was replaced, the writes that nobody else
/// had
/// acknowledged come later, as strays, when it is back (docs/adr/0011-a-change-needs-its-quorum-in-both-rings.md).
/// </summary>
internal sealed class ChangesKeepQuorums(CausalLedger ledger, RunVerdict verdict) : Invariant(ledger, verdict)
{
    private readonly HashSet<NodeId> _replaced = [];
    private bool _hasForgotten;

    public override void After(LogEntry entry)
    {
        if (entry.What is TraceEvent.TransferSourceReplaced replaced)
            _replaced.Add(replaced.Source);

        _hasForgotten |= Expectations.IsForgetful(entry.What) || entry.What is TraceEvent.RowRemoved { Reason: RemoveReason.Reaped };
    }

    /// <summary>A change has ended.</summary>
    /// <param name="primariesOf">Who has to hold a key from now on.</param>
    /// <param name="line">Where somebody says so.</param>
    public void ChangeEnded(Func<Key, ImmutableArray<NodeId>> primariesOf, long line)
    {
        foreach (var history in _hasForgotten || Expectations.LosesConcurrentWrites ? [] : Ledger.Keys)
        {
            var primaries = primariesOf(history.Key);
            ImmutableArray<WriteSet> held = [.. primaries.Select(primary => history.ClosureOf(history.At(primary).Row))];
            foreach (var write in history.Writes)
            {
                var holders = held.Count(row => row.Contains(write.Index));
                if (write is { AcknowledgedAt: > 0, AcknowledgedBy.IsStrict: true } && write.AcknowledgedBy.Count > _replaced.Count && holders < write.AcknowledgedBy.Count)
                {
                    Violate(
                        $"The change has ended, and {holders} of the primaries {string.Join(", ", primaries)} hold the {write} of '{history.Key}', "
                        + $"which {write.AcknowledgedBy.Count} had acknowledged.",
                        write.StoredAt, write.AcknowledgedAt, line);
                }
            }
        }
    }
}
