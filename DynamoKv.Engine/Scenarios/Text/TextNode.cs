// A scenario as text: scalars, lists and mappings, each with its place.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Scenarios.Text;

/// <summary>Where something stands in a text, both counted from 1.</summary>
/// <param name="Line">The line.</param>
/// <param name="Column">The character in that line.</param>
public readonly record struct Place(int Line, int Column)
{
    /// <summary>"line 12, column 5".</summary>
    public override string ToString() => $"line {Line}, column {Column}";
}

/// <summary>A piece of a text: YAML and JSON both come to this. A closed set.</summary>
/// <param name="At">Where it begins.</param>
public abstract record TextNode(Place At)
{
    /// <summary>What it is, for people: "a list".</summary>
    public abstract string Kind { get; }

    /// <summary>A word, number or text; what it means is up to who reads it.</summary>
    /// <param name="Value">The characters.</param>
    /// <param name="IsQuoted">Whether it stood in quotes.</param>
    public sealed record Scalar(Place At, string Value, bool IsQuoted = false) : TextNode(At)
    {
        /// <inheritdoc/>
        public override string Kind => Value.Length == 0 && !IsQuoted ? "nothing" : $"'{Value}'";
    }

    /// <summary>Several, in order.</summary>
    public sealed record Sequence(Place At, ImmutableArray<TextNode> Items) : TextNode(At)
    {
        /// <inheritdoc/>
        public override string Kind => "a list";
    }

    /// <summary>
    /// Named ones, in the order in which they stand there. A name may come twice: the reader says so.
    /// </summary>
    public sealed record Mapping(Place At, ImmutableArray<TextEntry> Entries) : TextNode(At)
    {
        /// <inheritdoc/>
        public override string Kind => "a mapping";

        /// <summary>The value under a name; null: there is none.</summary>
        public TextNode? Find(string name) => Entries.FirstOrDefault(entry => entry.Name.Value == name)?.Value;
    }
}

/// <summary>A name and what stands under it.</summary>
public sealed record TextEntry(TextNode.Scalar Name, TextNode Value);

/// <summary>A text that is neither YAML nor JSON.</summary>
/// <param name="at">Where it goes wrong.</param>
/// <param name="reason">Why, in a sentence.</param>
public sealed class TextException(Place at, string reason) : Exception(reason)
{
    /// <summary>Where it goes wrong.</summary>
    public Place At => at;
}
