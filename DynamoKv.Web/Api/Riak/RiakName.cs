// What a Riak path names, and where it is kept.
using System.Text;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Web.Api.Riak;

/// <summary>The three ways to write a path; links are written in the way of the request.</summary>
internal enum RiakStyle
{
    /// <summary>/riak/B/K, as before Riak 1.0.</summary>
    Old,

    /// <summary>/buckets/B/keys/K.</summary>
    Buckets,

    /// <summary>/types/T/buckets/B/keys/K, since Riak 2.0.</summary>
    Types,
}

/// <summary>What a Riak path names; empty texts for what it does not name.</summary>
internal sealed record RiakName(RiakStyle Style, string Type, string Bucket, string Key)
{
    /// <summary>The type of buckets that name none.</summary>
    public const string DefaultType = "default";

    private const string Objects = "riak:";
    private const string Properties = "riak-props:";

    /// <summary>
    /// Where an object is kept: "riak:type/bucket/key", with '/' and '%' of type and bucket percent-encoded, so that
    /// different names never meet. A plain client reads it under that key.
    /// </summary>
    /// <exception cref="RiakProblem">When the names together are too long for a key.</exception>
    public Key ObjectKey => KeyOf(Prefix(Type, Bucket) + Key);

    /// <summary>Where the properties of the bucket are kept; where the bucket is empty, those of the type.</summary>
    /// <exception cref="RiakProblem">When the names together are too long for a key.</exception>
    public Key PropertiesKey => KeyOf($"{Properties}{Escape(Type)}/{Escape(Bucket)}");

    /// <summary>What the keys of all objects of a bucket begin with.</summary>
    public static string Prefix(string type, string bucket) => $"{Prefix(type)}{Escape(bucket)}/";

    /// <summary>What the keys of all objects of a type begin with.</summary>
    public static string Prefix(string type) => $"{Objects}{Escape(type)}/";

    /// <summary>The bucket of a key that begins with the prefix of its type; null: no object has this key.</summary>
    public static string? BucketOf(string key, string prefix)
    {
        var end = key.IndexOf('/', prefix.Length);
        return end > prefix.Length && end + 1 < key.Length ? Unescape(key[prefix.Length..end]) : null;
    }

    /// <summary>The path of an object of this bucket, in the style of this path.</summary>
    public string PathOf(string key) => Style switch
    {
        RiakStyle.Old => $"/riak/{Quote(Bucket)}/{Quote(key)}",
        RiakStyle.Buckets => $"/buckets/{Quote(Bucket)}/keys/{Quote(key)}",
        _ => $"/types/{Quote(Type)}/buckets/{Quote(Bucket)}/keys/{Quote(key)}",
    };

    /// <summary>The path of this bucket as links name it: without its type, as Riak does.</summary>
    public string BucketPath => Style == RiakStyle.Old ? $"/riak/{Quote(Bucket)}" : $"/buckets/{Quote(Bucket)}";

    /// <summary>A name as part of a path.</summary>
    public static string Quote(string name) => Uri.EscapeDataString(name);

    private static string Escape(string name) => name.Replace("%", "%25").Replace("/", "%2F");

    private static string Unescape(string name) => name.Replace("%2F", "/").Replace("%25", "%");

    private static Key KeyOf(string text) => Engine.Primitives.Key.TryCreate(text, out var key, out _)
        ? key
        : throw RiakProblem.BadRequest(
            $"Type, bucket and key have {Encoding.UTF8.GetByteCount(text) - Objects.Length} bytes together: at most {Engine.Primitives.Key.MaxBytes - Properties.Length - 2} are kept.");
}
