// A mapping whose names are known.
using System.Text.Json.Nodes;
using DynamoKv.Engine.Scenarios.Text;

namespace DynamoKv.Engine.Scenarios.Shapes;

/// <summary>A mapping whose names are known, for the schema and the reference.</summary>
internal abstract class MapShape : Shape
{
    /// <summary>What it is about: "cluster.quorum".</summary>
    public abstract string Title { get; }

    /// <summary>What it is for.</summary>
    public abstract string Summary { get; }

    /// <summary>Its names.</summary>
    public abstract IReadOnlyList<Word> Words { get; }
}

/// <summary>A name in a mapping, for the schema and the reference.</summary>
/// <param name="Name">The name.</param>
/// <param name="Summary">What it means.</param>
internal abstract record Word(string Name, string Summary)
{
    /// <summary>What may stand there.</summary>
    public abstract Shape Shape { get; }

    /// <summary>Whether it has to stand there.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What holds when it does not; null: nothing that could be written.</summary>
    public abstract string? Default { get; }
}

/// <summary>A name in a mapping that becomes a T.</summary>
internal abstract record Word<T>(string Name, string Summary) : Word(Name, Summary)
{
    /// <summary>The T with what stands there.</summary>
    public abstract T Read(T owner, TextNode node, ReadScope scope);

    /// <summary>What it says of this T, in flow style; null: what holds anyway.</summary>
    public abstract string? Write(T owner);

    /// <summary>The same as lines; null: it goes behind its name.</summary>
    public abstract IEnumerable<string>? WriteLines(T owner);
}

/// <summary>A name in a mapping and how its value goes in and out.</summary>
internal sealed record Word<T, TValue>(string Name, string Summary, Shape<TValue> Value, Func<T, TValue> Get, Func<T, TValue, T> Set, T Empty)
    : Word<T>(Name, Summary)
{
    public override Shape Shape => Value;

    public override string? Default => IsRequired ? null : TextOf(Get(Empty));

    public override T Read(T owner, TextNode node, ReadScope scope) => Set(owner, Value.Read(node, scope));

    // Compared as it is written: what reads back the same is the same.
    public override string? Write(T owner) => TextOf(Get(owner)) is var text && text != Default ? text : null;

    public override IEnumerable<string>? WriteLines(T owner) => Value.WriteLines(Get(owner));

    private string? TextOf(TValue value) => value is null && !Value.WritesNull ? null : Value.Write(value) is { Length: > 0 } text ? text : null;
}

/// <summary>A mapping that becomes a T: reading begins with an empty one and lets each name change it.</summary>
/// <param name="title">What it is about.</param>
/// <param name="summary">What it is for.</param>
/// <param name="words">Its names, in the order in which they are read and written.</param>
/// <param name="empty">What an empty mapping becomes.</param>
internal sealed class MapShape<T>(string title, string summary, T empty, params Word<T>[] words) : Shape<T>
{
    private readonly Described _described = new(title, summary, words);

    /// <summary>Whether each name gets a line of its own.</summary>
    public bool IsBlock { get; init; }

    /// <summary>What is wrong with the whole, in a sentence; null: nothing.</summary>
    public Func<T, string?>? Check { get; init; }

    public T Empty => empty;

    public override string Hint => $"a mapping ({string.Join(", ", words.Select(word => word.Name))})";

    public override IEnumerable<MapShape> Maps => [_described];

    public override JsonObject Schema() => _described.Schema();

    public override T Read(TextNode node, ReadScope scope)
    {
        if (node is not TextNode.Mapping mapping)
        {
            Wrong(node, scope);
            return empty;
        }

        var before = scope.Count;
        MapReading.FindStrangers(mapping, words, scope);
        var value = empty;
        foreach (var word in words)
        {
            if (mapping.Find(word.Name) is { } stands)
                value = scope.Under(word.Name, () => word.Read(value, stands, scope));
        }

        if (scope.Count == before && Check?.Invoke(value) is { } problem)
            scope.Fail(node, problem);

        return value;
    }

    public override string Write(T value)
    {
        var said = words.Select(word => word.Write(value) is { } text ? $"{word.Name}: {text}" : null).OfType<string>().ToArray();
        return said.Length == 0 ? "{}" : $"{{ {string.Join(", ", said)} }}";
    }

    public override IEnumerable<string>? WriteLines(T value) => IsBlock ? Lines(value) : null;

    private IEnumerable<string> Lines(T value)
    {
        foreach (var word in words)
        {
            if (word.Write(value) is not { } text)
                continue;

            var lines = word.WriteLines(value)?.ToArray();
            yield return lines is null or [] ? $"{word.Name}: {text}" : $"{word.Name}:";
            foreach (var line in lines ?? [])
                yield return $"  {line}";
        }
    }

    private sealed class Described(string title, string summary, IReadOnlyList<Word> words) : MapShape
    {
        public override string Title => title;

        public override string Summary => summary;

        public override IReadOnlyList<Word> Words => words;

        public override string Hint => "a mapping";

        public override IEnumerable<MapShape> Maps => [this];

        public override JsonObject Schema() => MapReading.SchemaOf(words);
    }
}
