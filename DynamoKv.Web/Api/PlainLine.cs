// The line of a batch that most are: a put of text.
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api;

/// <summary>
/// The line of a batch that most are: {"op":"put","key":"...","value":"...","context":"..."?} without escapes. It is read
/// without a text for every part of it; whatever else a line says, or says wrong, is left to <see cref="BatchLine.Parse"/>.
/// </summary>
internal static class PlainLine
{
    /// <summary>Reads a line; null: it is not plain.</summary>
    public static BatchLine? TryParse(ReadOnlySpan<byte> line)
    {
        try
        {
            return Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static BatchLine? Parse(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, PlainText.Options);
        var parts = default(Parts);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryRead(ref reader, ref parts))
            {
                return null;
            }
        }

        var isWhole = !reader.Read(); // throws when something follows
        return isWhole && parts is { IsPut: true, Value: not null, Key: not null } && Key.TryCreate(parts.Key, out var key, out _)
            ? new BatchLine(OperationKind.Put, key, new WriteContent(parts.Value, WriteContent.TextContentType), parts.Context)
            : null;
    }

    private static bool TryRead(ref Utf8JsonReader reader, ref Parts parts)
    {
        var part = PartOf(ref reader);
        if (!PlainText.TryRead(ref reader))
        {
            return false;
        }

        switch (part)
        {
            case Part.Op when !parts.IsPut && reader.ValueTextEquals("put"u8):
                return parts.IsPut = true;
            case Part.Key when parts.Key is null:
                return (parts.Key = reader.GetString()) is not null;
            case Part.Value when parts.Value is null && reader.ValueSpan.Length <= RequestBody.MaxValueBytes:
                return (parts.Value = reader.ValueSpan.ToArray()) is not null;
            case Part.Context when parts.Context is null:
                return CausalContext.TryDecode(reader.GetString(), out parts.Context, out _);
            default:
                return false; // unknown, for the second time, or to be refused
        }
    }

    private static Part PartOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("op"u8) ? Part.Op
        : reader.ValueTextEquals("key"u8) ? Part.Key
        : reader.ValueTextEquals("value"u8) ? Part.Value
        : reader.ValueTextEquals("context"u8) ? Part.Context
        : Part.Other;

    private enum Part
    {
        Other,
        Op,
        Key,
        Value,
        Context,
    }

    private struct Parts
    {
        public bool IsPut;
        public string? Key;
        public byte[]? Value;
        public CausalContext? Context;
    }
}
