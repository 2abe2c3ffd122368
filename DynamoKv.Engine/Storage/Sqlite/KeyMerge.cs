// Sorted runs of keys as one.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>Gives the keys of several sorted runs in order, each once.</summary>
/// <param name="after">Keys up to this one are left out; null: none.</param>
internal sealed class KeyMerge(Key? after)
{
    private readonly PriorityQueue<(Key[] Run, int Next), Key> _heads = new(Utf8KeyOrder.Instance);
    private Key? _last;

    public void Add(Key[] run)
    {
        var first = after is { } key ? PositionAfter(run, key) : 0;
        if (first < run.Length)
            _heads.Enqueue((run, first + 1), run[first]);
    }

    public bool TryNext(out Key key)
    {
        while (_heads.TryPeek(out var head, out key))
        {
            if (head.Next < head.Run.Length)
                _heads.DequeueEnqueue((head.Run, head.Next + 1), head.Run[head.Next]);
            else
                _heads.Dequeue();

            if (_last == key)
                continue;

            _last = key;
            return true;
        }

        return false;
    }

    private static int PositionAfter(Key[] run, Key key)
    {
        var position = Array.BinarySearch(run, key, Utf8KeyOrder.Instance);
        return position < 0 ? ~position : position + 1;
    }
}
