// Answers the questions of a peer that compares itself with this node.
using System.Collections.Immutable;
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Node.Exchanges;

/// <summary>
/// Keeps nothing between two questions: a peer that dies in the middle leaves nothing behind, and each may be asked
/// twice.
/// </summary>
internal sealed class ExchangeAnswerer(NodeScope scope, LocalReplica local, ForestKeeper trees, AntiEntropyOptions options)
{
    /// <summary>Answers a question.</summary>
    /// <param name="isPaused">Whether this node takes part only when a person asks.</param>
    public void On(Message.OfExchange question, NodeId sender, bool isPaused)
    {
        if (question.Exchange.Source != sender)
        {
            return;
        }

        var view = trees.ViewOf(sender);
        Message answer = RefusalOf(question.Terms, view, isPaused) is { } reason
            ? new Message.ExchangeRefused(question.Exchange, question.Step, reason)
            : Answer(question, view!);
        scope.Outbox.Send(sender, answer);
    }

    private ExchangeRefusal? RefusalOf(ExchangeTerms terms, MerkleView? view, bool isPaused) =>
        isPaused && !terms.IsByHand ? ExchangeRefusal.Paused
        : terms.RingEpoch != scope.RingEpoch || view is null || view.Shape != terms.Shape ? ExchangeRefusal.OtherRing
        : !trees.IsReady ? ExchangeRefusal.Building
        : null;

    private Message.OfAntiEntropy Answer(Message.OfExchange question, MerkleView view) => question switch
    {
        Message.CompareHashes compare => new Message.HashesCompared(
            compare.Exchange, compare.Step, MerkleDescent.Answer(view, compare.Nodes)),
        Message.ListKeys list => List(list, view),
        Message.SwapVersions swap => Swap(swap),
        _ => throw new InvalidOperationException($"{scope.Self} does not know the question {question.GetType().Name}."),
    };

    private Message.KeysListed List(Message.ListKeys question, MerkleView view)
    {
        var keys = ImmutableArray.CreateBuilder<KeyDigest>();
        for (var index = 0; index < question.Leaves.Length; index++)
        {
            var room = options.BatchKeys - keys.Count;
            var ofLeaf = view.KeysOf(question.Leaves[index], index == 0 ? question.After : null);
            keys.AddRange(ofLeaf.Take(room));
            if (ofLeaf.Count > room)
            {
                Key? reached = room == 0 ? null : keys[^1].Key;
                return new Message.KeysListed(question.Exchange, question.Step, keys.ToImmutable(), index, reached);
            }
        }

        return new Message.KeysListed(question.Exchange, question.Step, keys.ToImmutable(), question.Leaves.Length, Reached: null);
    }

    private Message.VersionsSwapped Swap(Message.SwapVersions question)
    {
        var merged = 0;
        foreach (var (key, versions) in question.Offered)
        {
            merged += MergeCounted(key, versions) ? 1 : 0;
        }

        var rows = ImmutableArray.CreateBuilder<KeyVersions>();
        foreach (var key in question.Wanted)
        {
            if (local.Read(key) is { IsEmpty: false } held)
            {
                rows.Add(new KeyVersions(key, held));
            }
        }

        return new Message.VersionsSwapped(question.Exchange, question.Step, rows.ToImmutable(), merged);
    }

    /// <summary>
    /// Merges what a peer gave for a key that this node replicates; true when that changed something.
    /// </summary>
    public bool MergeCounted(Key key, Versioning.SiblingSet versions)
    {
        if (trees.Forest.IndexOf(RingPosition.OfKey(key)) < 0)
        {
            return false;
        }

        var before = trees.Forest.Version;
        local.Merge(null, key, versions, StoreReason.Exchanged);
        return trees.Forest.Version != before;
    }
}
