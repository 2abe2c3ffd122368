// A link from one object to another.
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace DynamoKv.Web.Api.Riak;

/// <summary>A link: kept and given back, never walked. The parts stand as they came, percent-encoded.</summary>
internal sealed partial record RiakLink(string Bucket, string Key, string Tag)
{
    /// <summary>The links of the Link headers; the one to the object's own bucket, which every answer has, is left out.</summary>
    /// <exception cref="RiakProblem">When one is malformed.</exception>
    public static List<RiakLink> ReadAll(StringValues headers, RiakName name)
    {
        var links = new List<RiakLink>();
        foreach (var header in headers)
        {
            foreach (var part in (header ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (ObjectLink().Match(part) is { Success: true } link)
                {
                    links.Add(new RiakLink(link.Groups["bucket"].Value, link.Groups["key"].Value, link.Groups["tag"].Value));
                }
                else if (!IsUp(BucketLink().Match(part), name))
                {
                    throw Malformed(name);
                }
            }
        }

        return links;
    }

    /// <summary>As a line of metadata: no part holds a blank or a slash.</summary>
    public string ToLine() => $"{Bucket}/{Key}/{Tag}";

    /// <summary>Reads what <see cref="ToLine"/> wrote; null: something else.</summary>
    public static RiakLink? FromLine(string line) => line.Split('/') is [var bucket, var key, var tag] ? new RiakLink(bucket, key, tag) : null;

    /// <summary>As a part of a Link header.</summary>
    public string ToHeader(RiakStyle style) => style == RiakStyle.Old
        ? $"</riak/{Bucket}/{Key}>; riaktag=\"{Tag}\""
        : $"</buckets/{Bucket}/keys/{Key}>; riaktag=\"{Tag}\"";

    private static bool IsUp(Match link, RiakName name) => link.Success
        && Uri.UnescapeDataString(link.Groups["bucket"].Value.Replace('+', ' ')) == name.Bucket && link.Groups["tag"].Value == "up";

    private static RiakProblem Malformed(RiakName name) => RiakProblem.BadRequest("Invalid Link header. Links must be of the form\n"
        + (name.Style == RiakStyle.Old ? "</riak/BUCKET/KEY>; riaktag=\"TAG\"" : "</buckets/BUCKET/keys/KEY>; riaktag=\"TAG\""));

    // Tags are percent-encoded by Riak; clients that do not encode blanks are forgiven, slashes are not.
    [GeneratedRegex("""^</(?:riak/(?<bucket>[^/\s<>]+)|buckets/(?<bucket>[^/\s<>]+)/keys)/(?<key>[^/\s<>]+)>\s*;\s*riaktag="(?<tag>[^"/]+)"$""")]
    private static partial Regex ObjectLink();

    [GeneratedRegex("""^</(?:riak|buckets)/(?<bucket>[^/\s<>]+)>\s*;\s*rel="(?<tag>[^"]+)"$""")]
    private static partial Regex BucketLink();
}
