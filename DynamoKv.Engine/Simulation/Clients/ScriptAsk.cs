// What a step of a script asks.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation.Clients;

/// <summary>What a step asks. A closed set.</summary>
public abstract record ScriptAsk(Key Key)
{
    /// <summary>The words of the scenario language, e.g. "get: { key: milk }".</summary>
    internal abstract string Words(RequestOptions options);

    /// <summary>Reads the key; the client remembers the context.</summary>
    public sealed record Get(Key Key) : ScriptAsk(Key)
    {
        internal override string Words(RequestOptions options) => Braced("get", [], options);
    }

    /// <summary>Writes the key.</summary>
    /// <param name="Content">The value.</param>
    /// <param name="Context">What it replaces.</param>
    /// <param name="OnlyIfAbsent">Write only where a read quorum knows nothing live; then the context must be none.</param>
    public sealed record Put(Key Key, WriteContent Content, ScriptContext Context, bool OnlyIfAbsent = false) : ScriptAsk(Key)
    {
        internal override string Words(RequestOptions options) => Braced(
            "put",
            [
                .. RequestAction.ContentWords(Content),
                OnlyIfAbsent ? "only_if_absent: true" : Context.Words,
            ],
            options);
    }

    /// <summary>Deletes the key.</summary>
    /// <param name="Context">What it deletes; none: what the cluster holds.</param>
    public sealed record Delete(Key Key, ScriptContext Context) : ScriptAsk(Key)
    {
        internal override string Words(RequestOptions options) => Braced("delete", [Context.Words], options);
    }

    /// <summary>Adds an element to the set under the key: reads, merges, writes with the context of that read.</summary>
    /// <param name="Element">Printable, without spaces.</param>
    public sealed record Add(Key Key, string Element) : ScriptAsk(Key)
    {
        internal override string Words(RequestOptions options) =>
            Braced("put", [$"value: {ScenarioText.Text(Element)}", "modify: add_to_set"], options);
    }

    private string Braced(string verb, string[] words, RequestOptions options)
    {
        string[] all = [$"key: {ScenarioText.Text(Key.Text)}", .. words, .. RequestAction.OptionWords(options)];
        return $"{verb}: {{ {string.Join(", ", all)} }}";
    }
}

/// <summary>The context with which a step writes. A closed set.</summary>
public abstract record ScriptContext
{
    internal abstract string Words { get; }

    /// <summary>None: the write is blind.</summary>
    public sealed record None : ScriptContext
    {
        internal override string Words => "context: none";
    }

    /// <summary>That of the client's last read of the key; none when it has not read it.</summary>
    public sealed record LastRead : ScriptContext
    {
        internal override string Words => "context: last_read";
    }

    /// <summary>That of the answer to another step; none when there is none.</summary>
    public sealed record OfStep(string Step) : ScriptContext
    {
        internal override string Words => $"context: {ScenarioText.Text($"{Step}.context")}";
    }
}
