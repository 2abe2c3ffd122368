// Small words of the captions: durations, values, lists.
using System.Globalization;
using System.Text;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Projections;

internal static class NarrationWords
{
    /// <summary>How much of a value a caption shows, in characters.</summary>
    public const int MaxValueLength = 40;

    public static string Fill(string template, params object?[] parts) =>
        string.Format(CultureInfo.InvariantCulture, template, parts);

    /// <summary>"450 µs", "38 ms", "1.25 s".</summary>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalMilliseconds: < 1 } => Fill("{0:0} µs", duration.TotalMicroseconds),
        { TotalMilliseconds: < 10 } => Fill("{0:0.#} ms", duration.TotalMilliseconds),
        { TotalSeconds: < 1 } => Fill("{0:0} ms", duration.TotalMilliseconds),
        _ => Fill("{0:0.##} s", duration.TotalSeconds),
    };

    /// <summary>"A, B and C".</summary>
    public static string Join<T>(IEnumerable<T> parts)
    {
        var texts = parts.Select(part => part?.ToString() ?? string.Empty).ToArray();
        return texts.Length < 2
            ? string.Concat(texts)
            : string.Join(", ", texts[..^1]) + NarrationText.And + texts[^1];
    }

    public static string Keys(long count) => count switch
    {
        0 => NarrationText.NoKeys,
        1 => NarrationText.OneKey,
        _ => Fill(NarrationText.ManyKeys, count),
    };

    public static string Value(Sibling sibling) =>
        sibling.IsTombstone ? NarrationText.DeletedValue : Value(sibling.Value, sibling.ContentType);

    public static string Value(WriteContent content) => Value(content.Value, content.ContentType);

    public static OperationView? Find(ClusterSnapshot snapshot, OperationId operation)
    {
        for (var index = snapshot.Operations.Count - 1; index >= 0; index--)
        {
            if (snapshot.Operations[index].Id == operation)
            {
                return snapshot.Operations[index];
            }
        }

        return null;
    }

    private static string Value(ReadOnlyMemory<byte> value, string contentType)
    {
        if (value.IsEmpty)
        {
            return NarrationText.EmptyValue;
        }

        if (!contentType.StartsWith("text/", StringComparison.Ordinal))
        {
            return Fill(NarrationText.Bytes, value.Length);
        }

        var text = Encoding.UTF8.GetString(value.Span);
        return text.Length <= MaxValueLength ? text : text[..MaxValueLength] + "…";
    }
}
