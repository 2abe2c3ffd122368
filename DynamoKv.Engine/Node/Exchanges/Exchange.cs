// One comparison of this node with a peer, from the side of whoever began it.
using System.Collections.Immutable;
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Exchanges;

/// <summary>
/// Asks one question at a time: first which hashes differ, then which keys lie in the leaves that do, then for the
/// versions
/// of keys that differ, which also go the other way (Dynamo 4.7).
/// </summary>
internal sealed class Exchange(
    NodeScope scope, LocalReplica local, ExchangeAnswerer merger, AntiEntropyOptions options, MerkleView view, ExchangeGoal goal, ExchangeId id)
{
    private readonly ExchangeTally _tally = new();
    private readonly MerkleDescent _descent = new(view);
    private readonly Queue<DifferingKey> _toSwap = new();
    private readonly ExchangeTerms _terms = new(scope.RingEpoch, view.Shape, IsByHand: goal.Command is not null);
    private Message.OfExchange? _question; // null: none is open
    private int _step;
    private int _retries;
    private int _nextLeaf;
    private Key? _after;
    private bool _hasToldBuckets;

    public ExchangeId Id => id;

    public ExchangeGoal Goal => goal;

    public ComparisonCounts Counts => _tally.Counts;

    /// <summary>Whether nothing is left to be asked.</summary>
    public bool IsOver { get; private set; }

    public void Begin()
    {
        scope.Outbox.Trace(new TraceEvent.ExchangeStarted(id, goal.Peer, view.RangeCount, view.KeyCount, _terms.IsByHand, goal.IsDryRun));
        AskNext();
    }

    /// <summary>Takes an answer; those to questions that are not open come too late or twice.</summary>
    public void On(Message.OfAntiEntropy answer)
    {
        if (_question is null || answer.Step != _step)
        {
            return;
        }

        Count(answer);
        switch (answer)
        {
            case Message.HashesCompared compared:
                _descent.Take(compared.Differing);
                _tally.Counts = _tally.Counts with { Hashes = _descent.HashesCompared, Buckets = _descent.Leaves.Count };
                break;
            case Message.KeysListed listed when _question is Message.ListKeys asked:
                Take(listed, asked);
                break;
            case Message.VersionsSwapped swapped:
                Take(swapped);
                break;
            default:
                return;
        }

        GoOn();
    }

    /// <summary>The rest is over.</summary>
    public void On(NodeTimer.ExchangeRested timer)
    {
        if (_question is null && timer.Step == _step)
        {
            AskNext();
        }
    }

    /// <summary>False: the question was asked often enough.</summary>
    public bool On(NodeTimer.ExchangeTimeout timer)
    {
        if (_question is null || timer.Step != _step)
        {
            return true;
        }

        if (_retries == options.Retries)
        {
            return false;
        }

        _retries++;
        Send();
        return true;
    }

    /// <summary>What came out.</summary>
    public Comparison Result()
    {
        var counts = _tally.Counts;
        var keys = view.KeyCount + (goal.IsDryRun || goal.Mode == SyncMode.Push ? counts.Missing : 0);
        var stored = local.Statistics;
        var bytes = stored.Keys == 0 ? 0 : keys * stored.Bytes / stored.Keys;
        var listed = _tally.Keys;
        return new Comparison(
            scope.Self, goal.Peer, goal.IsDryRun, goal.Mode, view.RangeCount, counts, listed, listed.Length < counts.Differing, keys, bytes);
    }

    private void GoOn()
    {
        _question = null;
        if (_descent.IsOver && !_hasToldBuckets && _descent.Leaves.Count > 0)
        {
            _hasToldBuckets = true;
            scope.Outbox.Trace(new TraceEvent.BucketsDiffer(id, goal.Peer, _descent.Leaves.Count, _descent.HashesCompared));
        }

        if (_step % options.BatchesPerStep == 0)
        {
            scope.Outbox.Schedule(options.StepEvery, new NodeTimer.ExchangeRested(id, _step));
        }
        else
        {
            AskNext();
        }
    }

    private void AskNext()
    {
        _step++;
        _retries = 0;
        _question = !_descent.IsOver ? new Message.CompareHashes(id, _step, _terms, _descent.Next(options.BatchKeys))
            : _toSwap.Count > 0 ? Swap()
            : _nextLeaf < _descent.Leaves.Count ? new Message.ListKeys(id, _step, _terms, LeavesToList(), _after)
            : null;
        IsOver = _question is null;
        if (!IsOver)
        {
            Send();
        }
    }

    private void Send()
    {
        Count(_question!);
        scope.Outbox.Send(goal.Peer, _question!);
        scope.Outbox.Schedule(options.AnswerWithin, new NodeTimer.ExchangeTimeout(id, _step));
    }

    private ImmutableArray<MerkleAddress> LeavesToList() => [.. _descent.Leaves.Skip(_nextLeaf).Take(options.BatchKeys)];

    private Message.SwapVersions Swap()
    {
        var offered = ImmutableArray.CreateBuilder<KeyVersions>();
        var wanted = ImmutableArray.CreateBuilder<Key>();
        for (var taken = 0; taken < options.BatchKeys && _toSwap.TryDequeue(out var differing); taken++)
        {
            var (key, difference) = differing;
            if (goal.Pulls(difference))
            {
                wanted.Add(key);
            }

            if (goal.Pushes(difference) && local.Read(key) is { IsEmpty: false } held)
            {
                offered.Add(new KeyVersions(key, held));
            }
        }

        return new Message.SwapVersions(id, _step, _terms, offered.ToImmutable(), wanted.ToImmutable());
    }

    private void Take(Message.KeysListed listed, Message.ListKeys asked)
    {
        var mine = new List<KeyDigest>();
        var complete = Math.Min(listed.CompleteLeaves, asked.Leaves.Length);
        for (var index = 0; index < complete; index++)
        {
            mine.AddRange(view.KeysOf(asked.Leaves[index], index == 0 ? asked.After : null));
        }

        if (listed.Reached is { } reached && complete < asked.Leaves.Length)
        {
            var begun = view.KeysOf(asked.Leaves[complete], complete == 0 ? asked.After : null);
            mine.AddRange(begun.TakeWhile(one => one.Key.CompareTo(reached) <= 0));
        }

        _nextLeaf += complete;
        _after = listed.Reached;
        Compare(mine, listed.Keys);
    }

    private void Compare(List<KeyDigest> mine, ImmutableArray<KeyDigest> theirs)
    {
        var unseen = mine.ToDictionary(one => one.Key, one => one.Digest); // looked up only
        foreach (var (key, digest) in theirs)
        {
            if (!unseen.Remove(key, out var held))
            {
                Found(new DifferingKey(key, KeyDifference.Missing));
            }
            else if (held != digest)
            {
                Found(new DifferingKey(key, KeyDifference.Mismatched));
            }
        }

        foreach (var (key, _) in mine)
        {
            if (unseen.ContainsKey(key))
            {
                Found(new DifferingKey(key, KeyDifference.Extra));
            }
        }
    }

    private void Found(DifferingKey differing)
    {
        if (_tally.Found(differing) && scope.Outbox.IsTracing)
        {
            scope.Outbox.Trace(new TraceEvent.KeyDiffers(id, goal.Peer, differing.Key, differing.Difference));
        }

        if (goal.Pulls(differing.Difference) || goal.Pushes(differing.Difference))
        {
            _toSwap.Enqueue(differing);
        }
    }

    private void Take(Message.VersionsSwapped swapped)
    {
        var pulled = swapped.Rows.Count(row => merger.MergeCounted(row.Key, row.Versions));
        _tally.Counts = _tally.Counts with { Pulled = _tally.Counts.Pulled + pulled, Pushed = _tally.Counts.Pushed + swapped.Merged };
    }

    private void Count(Message.OfAntiEntropy message) =>
        _tally.Counts = _tally.Counts with { Bytes = _tally.Counts.Bytes + ExchangeWeight.Of(message) };
}
