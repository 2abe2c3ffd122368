// Hints and notes in memory, with undo.
using System.Text;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Storage;

/// <summary>The hints and notes of one node; what is not committed can be undone.</summary>
internal sealed class MemoryHints
{
    private readonly SortedDictionary<NodeId, SortedDictionary<Key, Hint>> _byTarget = [];
    private readonly SortedDictionary<string, byte[]> _notes = new(StringComparer.Ordinal);
    private readonly List<Action> _undo = [];

    public IReadOnlyList<HintTarget> Targets => _byTarget.Count == 0
        ? []
        : [.. _byTarget.Select(pair => new HintTarget(
            pair.Key, pair.Value.Count, pair.Value.Values.Sum(Weigh), pair.Value.Values.Min(hint => hint.KeptSince)))];

    public Hint? Read(NodeId target, Key key) =>
        _byTarget.TryGetValue(target, out var hints) ? hints.GetValueOrDefault(key) : null;

    public IReadOnlyList<Hint> Of(Key key) => _byTarget.Count == 0
        ? []
        : [.. _byTarget.Values.Where(hints => hints.ContainsKey(key)).Select(hints => hints[key])];

    public IReadOnlyList<Hint> For(NodeId target, int limit) => _byTarget.TryGetValue(target, out var hints)
        ? [.. hints.Values.OrderBy(hint => hint.KeptSince).ThenBy(hint => hint.Key, Utf8KeyOrder.Instance).Take(limit)]
        : [];

    public void Write(NodeId target, Key key, Hint? hint)
    {
        var before = Read(target, key);
        _undo.Add(() => Put(target, key, before));
        Put(target, key, hint);
    }

    public byte[]? ReadNote(string name) => _notes.GetValueOrDefault(name);

    public void WriteNote(string name, byte[]? content)
    {
        var before = ReadNote(name);
        _undo.Add(() => PutNote(name, before));
        PutNote(name, content);
    }

    public void Commit() => _undo.Clear();

    public void Undo()
    {
        for (var i = _undo.Count - 1; i >= 0; i--)
            _undo[i]();

        _undo.Clear();
    }

    private void Put(NodeId target, Key key, Hint? hint)
    {
        if (!_byTarget.TryGetValue(target, out var hints))
            _byTarget.Add(target, hints = new SortedDictionary<Key, Hint>(Utf8KeyOrder.Instance));

        if (hint is null)
            hints.Remove(key);
        else
            hints[key] = hint;

        if (hints.Count == 0)
            _byTarget.Remove(target);
    }

    private void PutNote(string name, byte[]? content)
    {
        if (content is null)
            _notes.Remove(name);
        else
            _notes[name] = content;
    }

    private static long Weigh(Hint hint) => Encoding.UTF8.GetByteCount(hint.Key.Text) + hint.Versions.Siblings.Sum(sibling => (long)sibling.Value.Length);
}
