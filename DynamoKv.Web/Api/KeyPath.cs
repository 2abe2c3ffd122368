// Takes keys out of request paths before anybody normalises them.
using System.Diagnostics.CodeAnalysis;
using System.Text;
using DynamoKv.Engine.Primitives;
using Microsoft.AspNetCore.Http.Features;

namespace DynamoKv.Web.Api;

/// <summary>
/// A key may hold '/', '%', ".." and any script. Servers decode, collapse and route on such characters, so the key is cut
/// out of the raw request target here, percent-decoded exactly once, and the route sees a plain placeholder instead.
/// </summary>
internal sealed class KeyPath(RequestDelegate next, TimeProvider time)
{
    private const string Placeholder = "key";
    private const string DataPart = "data/";
    private const string KeysPart = "keys/";
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] KeyViews = ["/preference-list", "/replicas"];

    /// <summary>The key of a request whose route has one.</summary>
    /// <exception cref="ApiException">When the path is spelled in another way than its route: 404.</exception>
    public static Key Of(HttpContext context) => context.Items[typeof(KeyPath)] is Key key
        ? key
        : throw new ApiException(StatusCodes.Status404NotFound, "The path is not spelled as its route: use /api/v1/data/{key}, in lower case.");

    public Task InvokeAsync(HttpContext context)
    {
        if (!TrySplit(RawPath(context), out var split))
        {
            return next(context);
        }

        if (!TryDecode(split.RawKey, out var text))
        {
            return Problems.Answer(400, "The key in the path is not valid percent-encoded UTF-8: encode each byte once as %XX.", time).ExecuteAsync(context);
        }

        if (!Key.TryCreate(text, out var key, out var error))
        {
            return Problems.Answer(400, error, time).ExecuteAsync(context);
        }

        context.Items[typeof(KeyPath)] = key;
        context.Request.Path = split.Before + Placeholder + split.After;
        return next(context);
    }

    /// <summary>The path as the client sent it, without the query.</summary>
    public static string RawPath(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget ?? "";
        var authority = target.IndexOf("://", StringComparison.Ordinal);
        if (!target.StartsWith('/') && authority > 0)
        {
            var root = target.IndexOf('/', authority + 3);
            target = root < 0 ? "/" : target[root..];
        }

        if (!target.StartsWith('/'))
        {
            return context.Request.Path.ToUriComponent(); // a server that does not say what it got: as close as it comes
        }

        var query = target.IndexOf('?');
        return query < 0 ? target : target[..query];
    }

    private static bool TrySplit(string path, out (string Before, string RawKey, string After) split)
    {
        split = default;
        if (RunRoot(path) is not { } root)
        {
            return false;
        }

        var rest = path.AsSpan(root.Length);
        if (rest.StartsWith(DataPart))
        {
            split = (root + DataPart, rest[DataPart.Length..].ToString(), "");
            return true;
        }

        return rest.StartsWith(KeysPart) && TrySplitView(root + KeysPart, rest[KeysPart.Length..].ToString(), out split);
    }

    private static bool TrySplitView(string before, string rest, out (string Before, string RawKey, string After) split)
    {
        var view = Array.Find(KeyViews, candidate => rest.EndsWith(candidate, StringComparison.Ordinal));
        split = view is null ? default : (before, rest[..^view.Length], view);
        return view is not null;
    }

    /// <summary>"/api/v1/" or "/api/v1/runs/{run}/", as far as the path begins with one.</summary>
    private static string? RunRoot(string path)
    {
        const string Root = "/api/v1/";
        const string Runs = Root + "runs/";
        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            return null;
        }

        if (!path.StartsWith(Runs, StringComparison.Ordinal))
        {
            return Root;
        }

        var end = path.IndexOf('/', Runs.Length);
        return end > Runs.Length ? path[..(end + 1)] : null;
    }

    private static bool TryDecode(string raw, [NotNullWhen(true)] out string? text)
    {
        text = null;
        var bytes = new byte[StrictUtf8.GetMaxByteCount(raw.Length)];
        var count = 0;
        for (var index = 0; index < raw.Length; index++)
        {
            if (raw[index] == '%')
            {
                if (index + 2 >= raw.Length || !char.IsAsciiHexDigit(raw[index + 1]) || !char.IsAsciiHexDigit(raw[index + 2]))
                {
                    return false;
                }

                bytes[count++] = Convert.ToByte(raw.Substring(index + 1, 2), 16);
                index += 2;
            }
            else if (char.IsAscii(raw[index]))
            {
                bytes[count++] = (byte)raw[index];
            }
            else
            {
                return false;
            }
        }

        return TryReadUtf8(bytes.AsSpan(0, count), out text);
    }

    private static bool TryReadUtf8(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = StrictUtf8.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = null;
            return false;
        }
    }
}
