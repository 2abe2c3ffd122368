// What Riak keeps beside a value.
using System.Text;
using DynamoKv.Engine.Versioning;
using Microsoft.Extensions.Primitives;

namespace DynamoKv.Web.Api.Riak;

/// <summary>
/// The headers that are kept with a content and given back with it: X-Riak-Meta-*, X-Riak-Index-* (not searched), links
/// and the content encoding. Kept as lines "name: value" in the version's metadata. Values are bytes, a char each.
/// </summary>
internal static class RiakMetadata
{
    private const string LinkName = "Link";
    private const string EncodingName = "Content-Encoding";
    private static readonly string[] KeptPrefixes = ["X-Riak-Meta-", "X-Riak-Index-"];

    /// <summary>The metadata that a request asks to keep.</summary>
    /// <exception cref="RiakProblem">When a header can't be kept.</exception>
    public static string Read(IHeaderDictionary headers, RiakName name)
    {
        var lines = new StringBuilder();
        foreach (var (header, values) in headers)
        {
            if (IsKept(header))
            {
                Append(lines, header, values);
            }
        }

        if (headers.TryGetValue(EncodingName, out var encoding))
        {
            Append(lines, EncodingName, encoding);
        }

        foreach (var link in RiakLink.ReadAll(headers.Link, name))
        {
            lines.Append(LinkName).Append(": ").Append(link.ToLine()).Append('\n');
        }

        var metadata = lines.ToString();
        return WriteContent.IsMetadata(metadata)
            ? metadata
            : throw RiakProblem.BadRequest($"The metadata headers are too long: at most {WriteContent.MaxMetadataBytes} bytes are kept.");
    }

    /// <summary>The headers of a content, links in the style of the request. Lines that nobody here wrote are left out.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Headers(Sibling content, RiakName name)
    {
        var links = new StringBuilder().Append($"<{name.BucketPath}>; rel=\"up\"");
        foreach (var line in content.Metadata.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var (header, value) = colon > 0 ? (line[..colon], line[(colon + 2)..]) : ("", "");
            if (header == LinkName && RiakLink.FromLine(value) is { } link)
            {
                links.Append(", ").Append(link.ToHeader(name.Style));
            }
            else if ((header == EncodingName || IsKept(header)) && IsHeader(header, value))
            {
                yield return KeyValuePair.Create(header, value);
            }
        }

        yield return KeyValuePair.Create(LinkName, links.ToString());
    }

    private static bool IsKept(string header) => Array.Exists(KeptPrefixes, prefix => header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static void Append(StringBuilder lines, string header, StringValues values)
    {
        var value = string.Join(", ", values.AsEnumerable());
        if (!IsHeader(header, value))
        {
            throw RiakProblem.BadRequest("A metadata header holds a character that no header can carry back.");
        }

        lines.Append(header).Append(": ").Append(value).Append('\n');
    }

    private static bool IsHeader(string header, string value)
    {
        foreach (var letter in value)
        {
            if (letter is (< ' ' and not '\t') or '\x7f' or > '\xff')
            {
                return false;
            }
        }

        return header.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
    }
}
