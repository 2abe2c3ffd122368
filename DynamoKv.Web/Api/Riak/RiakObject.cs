// An object as Riak clients see it.
using System.Buffers.Text;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api.Riak;

/// <summary>An object: its contents and the context that covers them. In a bucket without siblings only the newest content is seen.</summary>
internal sealed record RiakObject(IReadOnlyList<Sibling> Contents, CausalContext Context)
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int VtagLength = 22; // 128 bits

    public static RiakObject Of(SiblingSet versions, CausalContext context, BucketProperties bucket) =>
        new(bucket.KeepsSiblings || versions.Count < 2 ? versions.Siblings : [Newest(versions)], context);

    /// <summary>True when nothing is stored but, perhaps, that it was deleted.</summary>
    public bool IsMissing
    {
        get
        {
            foreach (var content in Contents)
            {
                if (!content.IsTombstone)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>True when it is known that it was deleted.</summary>
    public bool IsDeleted => IsMissing && Contents.Count > 0;

    /// <summary>The entity tag of the whole: its only content's vtag, or one made of the context.</summary>
    public string Tag => Contents.Count == 1 ? Vtag(Contents[0]) : Tagged(Context.Clock.ToString());

    /// <summary>When the newest content was written.</summary>
    public DateTimeOffset LastModified
    {
        get
        {
            var newest = Contents[0].WrittenAt;
            foreach (var content in Contents)
            {
                newest = content.WrittenAt > newest ? content.WrittenAt : newest;
            }

            return Time(newest);
        }
    }

    /// <summary>The context as X-Riak-Vclock: base64, which clients decode and encode again.</summary>
    public static string Vclock(CausalContext context) => Convert.ToBase64String(Base64Url.DecodeFromChars(context.Encode()));

    /// <summary>Reads what <see cref="Vclock(CausalContext)"/> wrote.</summary>
    /// <exception cref="RiakProblem">When it is something else.</exception>
    public static CausalContext ReadVclock(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            && CausalContext.TryDecode(Base64Url.EncodeToString(bytes.AsSpan(0, length)), out var context, out _)
            ? context
            : throw RiakProblem.BadRequest("The X-Riak-Vclock header is damaged: read the object again and send the one that comes with it.");
    }

    /// <summary>The name of a content; the same on every node.</summary>
    public static string Vtag(Sibling content) => Tagged(string.Create(CultureInfo.InvariantCulture, $"{content.Dot}@{content.WrittenAt.Microseconds}"));

    /// <summary>When a content was written, to the second, as headers say it.</summary>
    public static DateTimeOffset Time(Instant instant)
    {
        var seconds = Math.Clamp(
            instant.Microseconds / 1_000_000, DateTimeOffset.MinValue.ToUnixTimeSeconds(), DateTimeOffset.MaxValue.ToUnixTimeSeconds());
        return DateTimeOffset.FromUnixTimeSeconds(seconds);
    }

    private static Sibling Newest(SiblingSet versions)
    {
        var newest = versions.Siblings[0];
        foreach (var version in versions.Siblings)
        {
            newest = version.WrittenAt >= newest.WrittenAt ? version : newest; // of one time the last in order, on every node the same
        }

        return newest;
    }

    private static string Tagged(string text) => Letters(XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(text)));

    /// <summary>A number in letters and digits, always as long.</summary>
    public static string Letters(UInt128 number) => string.Create(VtagLength, number, static (letters, left) =>
    {
        for (var index = letters.Length - 1; index >= 0; index--)
        {
            (left, var digit) = UInt128.DivRem(left, (UInt128)Digits.Length);
            letters[index] = Digits[(int)digit];
        }
    });
}
