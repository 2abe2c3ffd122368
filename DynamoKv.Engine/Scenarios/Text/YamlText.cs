// YAML to nodes.
using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DynamoKv.Engine.Scenarios.Text;

/// <summary>
/// Reads YAML, from which it takes scalars, lists and mappings and nothing else: no anchors (a short text could grow
/// without end), no tags,
/// one document. What starts with a brace is read as JSON.
/// </summary>
public static class YamlText
{
    /// <summary>The longest text, in characters.</summary>
    public const int MaxLength = 4 << 20;

    /// <summary>The deepest nesting.</summary>
    public const int MaxDepth = 64;

    /// <summary>Reads a text.</summary>
    /// <exception cref="TextException">When it is neither YAML nor JSON, too long or too deep.</exception>
    public static TextNode Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
            throw new TextException(new Place(1, 1), $"the text is {text.Length:N0} characters long: {MaxLength:N0} are the most.");
        if (text.AsSpan().TrimStart().StartsWith("{"))
            return JsonText.Parse(text);

        try
        {
            using var reader = new StringReader(text);
            var parser = new Parser(reader);
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
                throw new TextException(new Place(1, 1), "the text is empty.");

            parser.Consume<DocumentStart>();
            var node = Read(parser, 1);
            parser.Consume<DocumentEnd>();
            return parser.Accept<DocumentStart>(out var second)
                ? throw new TextException(PlaceOf(second.Start), "a second document begins here: a file holds one scenario.")
                : node;
        }
        catch (YamlException broken)
        {
            throw new TextException(PlaceOf(broken.Start), $"this is no YAML: {Reason(broken.Message)}");
        }
    }

    private static TextNode Read(Parser parser, int depth)
    {
        var at = PlaceOf(parser.Current!.Start);
        if (depth > MaxDepth)
            throw new TextException(at, $"this is nested deeper than {MaxDepth} levels.");

        if (parser.TryConsume<AnchorAlias>(out _) || parser.Current is NodeEvent { Anchor.IsEmpty: false })
            throw new TextException(at, "anchors and aliases are not read: write it out.");
        if (parser.Current is NodeEvent { Tag.IsEmpty: false } tagged)
            throw new TextException(at, $"the tag '{tagged.Tag}' is not read: leave it out.");

        if (parser.TryConsume<Scalar>(out var scalar))
            return new TextNode.Scalar(at, scalar.Value, scalar.Style is not ScalarStyle.Plain);

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = ImmutableArray.CreateBuilder<TextNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Read(parser, depth + 1));

            return new TextNode.Sequence(at, items.ToImmutable());
        }

        parser.Consume<MappingStart>();
        var entries = ImmutableArray.CreateBuilder<TextEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var name = Read(parser, depth + 1) as TextNode.Scalar ?? throw new TextException(at, "a name in this mapping is no word.");
            entries.Add(new TextEntry(name, Read(parser, depth + 1)));
        }

        return new TextNode.Mapping(at, entries.ToImmutable());
    }

    private static Place PlaceOf(Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private static string Reason(string message) => message.EndsWith('.') ? message : $"{message}.";
}
