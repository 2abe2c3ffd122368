// JSON to nodes.
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace DynamoKv.Engine.Scenarios.Text;

/// <summary>Reads JSON as the same thing as YAML: numbers, true, false and null become words.</summary>
internal static class JsonText
{
    /// <exception cref="TextException">When it is no JSON.</exception>
    public static TextNode Parse(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = YamlText.MaxDepth });
        try
        {
            reader.Read();
            var node = Read(ref reader, bytes);
            if (reader.Read())
                throw new TextException(PlaceAt(bytes, reader.TokenStartIndex), "something follows the end of the scenario.");

            return node;
        }
        catch (JsonException broken)
        {
            throw new TextException(new Place((int)(broken.LineNumber ?? 0) + 1, (int)(broken.BytePositionInLine ?? 0) + 1), $"this is no JSON: {Cut(broken.Message)}");
        }
    }

    private static TextNode Read(ref Utf8JsonReader reader, byte[] bytes)
    {
        var at = PlaceAt(bytes, reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<TextNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Read(ref reader, bytes));

                return new TextNode.Sequence(at, items.ToImmutable());
            case JsonTokenType.StartObject:
                var entries = ImmutableArray.CreateBuilder<TextEntry>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = new TextNode.Scalar(PlaceAt(bytes, reader.TokenStartIndex), reader.GetString()!, IsQuoted: true);
                    reader.Read();
                    entries.Add(new TextEntry(name, Read(ref reader, bytes)));
                }

                return new TextNode.Mapping(at, entries.ToImmutable());
            case JsonTokenType.String:
                return new TextNode.Scalar(at, reader.GetString()!, IsQuoted: true);
            default:
                return new TextNode.Scalar(at, Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    private static Place PlaceAt(byte[] bytes, long offset)
    {
        var before = bytes.AsSpan(0, (int)offset);
        return new Place(before.Count((byte)'\n') + 1, (int)offset - before.LastIndexOf((byte)'\n'));
    }

    // The place stands in front of the sentence already.
    private static string Cut(string message)
    {
        var end = message.IndexOf(" LineNumber", StringComparison.Ordinal);
        return end > 0 ? message[..end] : message;
    }
}
