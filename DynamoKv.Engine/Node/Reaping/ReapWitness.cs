// What this node holds of keys whose tombstones may go, and their removal.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Reaping;

/// <summary>
/// Says whether anything here stands against removing tombstones, and removes them, in rows and hints alike.
/// </summary>
internal sealed class ReapWitness(NodeScope scope, LocalReplica local)
{
    private readonly SortedDictionary<NodeId, (long Round, Instant At)> _answered = []; // the last question of each member

    public void Answer(Message.ReapProposed proposed, NodeId sender)
    {
        var agreed = proposed.Epoch == scope.RingEpoch && scope.Options.Reaping is not null
            ? Judge(proposed.Keys)
            : [.. Enumerable.Repeat(false, proposed.Keys.Length)];
        _answered[sender] = (proposed.Round, scope.Now);
        scope.Outbox.Send(sender, new Message.ReapAnswered(proposed.Round, agreed));
    }

    /// <summary>For which of the keys nothing here stands against it.</summary>
    public ImmutableArray<bool> Judge(ImmutableArray<ReapedKey> keys)
    {
        var isAllOnDisk = local.Flush(); // a tombstone that only waits in memory would leave the older value on the disk
        return [.. keys.Select(key => isAllOnDisk && IsNothingAgainst(key))];
    }

    // Only what this very life has confirmed, and only soon after: a copy that comes late may meet another state of
    // things.
    public void On(Message.ReapAgreed agreed, NodeId sender)
    {
        if (scope.Options.Reaping is { } options
            && _answered.Remove(sender, out var answered)
            && answered.Round == agreed.Round
            && scope.Now - answered.At <= options.Every)
        {
            Remove(agreed.Keys);
        }
    }

    /// <summary>Removes what is still exactly what was agreed on.</summary>
    public void Remove(ImmutableArray<ReapedKey> keys)
    {
        foreach (var (key, digest) in keys)
        {
            if (local.Read(key) is { IsEmpty: false } held && held.Digest == digest && !held.AsOf(scope.Now).HasLiveValue)
            {
                local.Remove(key, held, RemoveReason.Reaped);
            }

            foreach (var hint in local.Store.HintsOf(key))
            {
                if (hint.Versions.Digest == digest)
                {
                    local.Store.RemoveHint(hint.Target, key);
                    scope.Counters.HintsDropped++;
                    scope.Outbox.Trace(new TraceEvent.HintDropped(hint.Target, key, HintLoss.Reaped));
                }
            }
        }
    }

    // A replica must hold the very same: one that holds nothing may be the one that has yet to hear of the delete.
    private bool IsNothingAgainst(ReapedKey proposed)
    {
        if (local.Read(proposed.Key) is not { } held)
        {
            return false; // damaged: nobody knows what was there
        }

        foreach (var hint in local.Store.HintsOf(proposed.Key))
        {
            if (hint.Versions.Digest != proposed.Digest)
            {
                return false;
            }
        }

        return held.IsEmpty ? !IsReplica(proposed.Key) : held.Digest == proposed.Digest;
    }

    private bool IsReplica(Key key)
    {
        var group = scope.GroupOf(key);
        return group.Primaries.Contains(scope.Self) || group.Next.Contains(scope.Self);
    }
}
