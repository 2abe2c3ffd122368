// What clients were shown with each context.
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking;

/// <summary>
/// What clients of one key were shown with each context. A context is the very object that was given, where a client
/// sends that back; else its value, and then everything that was ever shown with it counts as seen.
/// </summary>
internal sealed class ContextBook
{
    private readonly Dictionary<CausalContext, WriteSet> _given = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<CausalContext, WriteSet> _byValue = [];

    /// <summary>A client was given a context together with these writes.</summary>
    public void Give(CausalContext context, WriteSet shown)
    {
        _given[context] = shown;
        if (_byValue.TryGetValue(context, out var known))
            known.UnionWith(shown);
        else
            _byValue.Add(context, shown.Copy());
    }

    /// <summary>What a client with this context has seen; null: nobody gave it.</summary>
    public WriteSet? SeenWith(CausalContext context) => _given.GetValueOrDefault(context) ?? _byValue.GetValueOrDefault(context);
}
