// The writes that clients were told are saved, and whether a read has seen them.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Projections.Series;

/// <summary>The newest acknowledged writes of every key: a read that misses one which was acknowledged before it began is stale.</summary>
internal sealed class AcknowledgedWrites(VersionMode mode)
{
    private const int MostOfAKey = 32;

    private readonly Dictionary<Key, List<(Sibling Version, Instant At)>> _writes = [];

    public void Add(Key key, Sibling version, Instant now)
    {
        if (!_writes.TryGetValue(key, out var known))
        {
            _writes.Add(key, known = []);
        }

        known.Add((version, now));
        if (known.Count > MostOfAKey)
        {
            known.RemoveAt(0);
        }
    }

    /// <summary>Whether a read is stale, and when the newest write was acknowledged before it began; null: none was.</summary>
    public (bool IsStale, Instant? Newest) Judge(Key key, SiblingSet read, Instant began)
    {
        var before = _writes.GetValueOrDefault(key, []).Where(write => write.At <= began).ToArray();
        return before.Length == 0 ? (false, null) : (before.Any(write => !HasSeen(read, write.Version)), before[^1].At);
    }

    private bool HasSeen(SiblingSet read, Sibling write) =>
        read.Context.Covers(write.Dot)
        || (write.IsTombstone && read.IsEmpty) // reaped
        || (mode == VersionMode.LastWriteWins && read.Siblings.Any(one => one.WrittenAt >= write.WrittenAt)); // it keeps no past
}
