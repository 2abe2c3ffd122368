// What is under way to one target.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Node.Handoff;

/// <summary>The hints that were sent to one target and not acknowledged yet.</summary>
internal sealed class HandoffWindow
{
    private readonly Dictionary<Key, ulong> _sent = [];

    public int Count => _sent.Count;

    /// <summary>Whether a reminder is set to go on when background work may (Dynamo 6.5).</summary>
    public bool IsPaced { get; set; }

    /// <summary>Whether this very content is under way already.</summary>
    public bool Contains(Hint hint) => _sent.TryGetValue(hint.Key, out var digest) && digest == hint.Versions.Digest;

    public void Add(Hint hint) => _sent[hint.Key] = hint.Versions.Digest;

    public void Remove(Key key) => _sent.Remove(key);
}
