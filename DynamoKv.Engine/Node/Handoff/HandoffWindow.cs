// What is under way to one target.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Node.Handoff;

/// <summary>The hints that were sent to one target and not acknowledged yet.</summary>
internal sealed class HandoffWindow
{
    private readonly Dictionary<Key, ulong> _sent = [];

    public int Count => _sent.Count;

    /// <summary>False: this very content is under way already.</summary>
    public bool TryAdd(Hint hint)
    {
        if (_sent.TryGetValue(hint.Key, out var digest) && digest == hint.Versions.Digest)
        {
            return false;
        }

        _sent[hint.Key] = hint.Versions.Digest;
        return true;
    }

    public void Remove(Key key) => _sent.Remove(key);
}
