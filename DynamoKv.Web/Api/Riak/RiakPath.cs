// Takes names out of Riak paths before anybody normalises them.
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace DynamoKv.Web.Api.Riak;

/// <summary>
/// Cuts type, bucket and key out of the raw request target and puts placeholders in their places, as <see cref="KeyPath"/>
/// does for plain keys: names may hold '/', "..", '%' and any script. Decoded once, '+' being a space, as Riak does.
/// </summary>
internal static class RiakPath
{
    private const string Nowhere = "none";
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] Roots =
        ["/riak", "/buckets", "/types", "/ping", "/stats", "/mapred", "/solr", "/search/query", "/search/index", "/search/schema"];

    /// <summary>Whether the routes of this namespace answer there.</summary>
    public static bool Covers(PathString path)
    {
        foreach (var root in Roots)
        {
            if (path.StartsWithSegments(root))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The name that a raw path has and the path of its route; false where the path names nothing.</summary>
    /// <exception cref="RiakProblem">When a name is badly encoded.</exception>
    public static bool TryRead(string raw, [NotNullWhen(true)] out RiakName? name, out string route)
    {
        var parts = raw.Split('/', StringSplitOptions.RemoveEmptyEntries);
        (name, route) = parts switch
        {
            ["riak", ..] => ReadOld(parts),
            ["buckets", ..] => ReadBuckets(new RiakName(RiakStyle.Buckets, RiakName.DefaultType, "", ""), "", parts),
            ["types", var type, "props"] => (new RiakName(RiakStyle.Types, Decode(type), "", ""), "/types/t/props"),
            ["types", var type, "buckets", ..] => ReadBuckets(new RiakName(RiakStyle.Types, Decode(type), "", ""), "/types/t", parts.AsSpan(2)),
            ["types", ..] => (null, "/types/" + Nowhere),
            _ => (null, raw),
        };
        return name is not null;
    }

    private static (RiakName, string) ReadOld(ReadOnlySpan<string> parts)
    {
        var name = new RiakName(RiakStyle.Old, RiakName.DefaultType, "", "");
        return parts switch
        {
            [_] => (name, "/riak"),
            [_, var bucket] => (name with { Bucket = Decode(bucket) }, "/riak/b"),
            [_, var bucket, var key] => (name with { Bucket = Decode(bucket), Key = Decode(key) }, "/riak/b/k"),
            _ => (name, "/riak/b/k/walk"),
        };
    }

    private static (RiakName, string) ReadBuckets(RiakName name, string before, ReadOnlySpan<string> parts) => parts switch
    {
        [_] => (name, before + "/buckets"),
        [_, var bucket, var part and ("props" or "keys")] => (name with { Bucket = Decode(bucket) }, $"{before}/buckets/b/{part}"),
        [_, var bucket, "keys", var key] => (name with { Bucket = Decode(bucket), Key = Decode(key) }, before + "/buckets/b/keys/k"),
        [_, var bucket, "keys", var key, "preflist"] =>
            (name with { Bucket = Decode(bucket), Key = Decode(key) }, before + "/buckets/b/keys/k/preflist"),
        [_, _, "keys", ..] => (name, before + "/buckets/b/keys/k/walk"),
        [_, _, var part and ("index" or "counters" or "datatypes"), ..] => (name, $"{before}/buckets/b/{part}"),
        _ => (name, before + "/buckets/b/" + Nowhere),
    };

    private static string Decode(string raw)
    {
        var bytes = new byte[raw.Length];
        var count = 0;
        for (var index = 0; index < raw.Length; index++)
        {
            bytes[count++] = raw[index] switch
            {
                '+' => (byte)' ',
                '%' when index + 2 < raw.Length && char.IsAsciiHexDigit(raw[index + 1]) && char.IsAsciiHexDigit(raw[index + 2]) =>
                    Convert.FromHexString(raw.AsSpan(index + 1, 2))[0],
                var plain and not '%' when char.IsAscii(plain) => (byte)plain,
                _ => throw BadlyEncoded(),
            };
            index += raw[index] == '%' ? 2 : 0;
        }

        return ReadUtf8(bytes.AsSpan(0, count));
    }

    private static string ReadUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw BadlyEncoded();
        }
    }

    private static RiakProblem BadlyEncoded() =>
        RiakProblem.BadRequest("A name in the path is not valid percent-encoded UTF-8: encode each byte once as %XX.");
}
