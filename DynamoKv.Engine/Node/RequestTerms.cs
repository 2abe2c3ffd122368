// What a request asks for beside its key: the quorum and the time.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;

namespace DynamoKv.Engine.Node;

/// <summary>The cluster's settings with what one request overrides.</summary>
internal static class RequestTerms
{
    /// <summary>The quorum that holds for a request.</summary>
    public static Quorum QuorumFor(this NodeOptions options, RequestOptions request)
    {
        if (request is { Read: null, Write: null, PrimariesRead: null, PrimariesWrite: null })
        {
            return options.Quorum;
        }

        return options.Quorum with
        {
            R = request.Read ?? options.Quorum.R,
            W = request.Write ?? options.Quorum.W,
            PrimariesRead = request.PrimariesRead ?? options.Quorum.PrimariesRead,
            PrimariesWrite = request.PrimariesWrite ?? options.Quorum.PrimariesWrite,
        };
    }

    /// <summary>Whether fallbacks may take part.</summary>
    public static bool IsSloppy(this NodeOptions options, RequestOptions request) =>
        options.Handoff is { } handoff && (request.IsSloppy ?? handoff.IsSloppy);

    /// <summary>How long the coordinator may take.</summary>
    public static TimeSpan TimeoutFor(this NodeOptions options, RequestOptions request) => request.Timeout ?? options.RequestTimeout;

    /// <summary>
    /// Null when the request's terms can be met by some cluster state; else one sentence that says what to change.
    /// </summary>
    public static string? ProblemWith(this NodeOptions options, RequestOptions request)
    {
        var timeout = options.TimeoutFor(request);
        if (request.IsSloppy == true && options.Handoff is null)
        {
            return "The request asks for a sloppy quorum, and this cluster keeps no hints: leave it out.";
        }

        return timeout > TimeSpan.Zero && timeout <= options.MaxRequestTimeout
            ? options.QuorumFor(request).Problem()
            : $"The timeout is {timeout.TotalMilliseconds:0} ms: choose one above 0 and up to {options.MaxRequestTimeout.TotalMilliseconds:0} ms.";
    }
}
