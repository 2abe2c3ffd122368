// The query parameters of Riak requests.
using System.Globalization;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Api.Riak;

/// <summary>
/// Reads the query parameters of Riak requests. Unknown ones are ignored, as Riak does. dw counts as w: what a replica
/// acknowledges is on its disk.
/// </summary>
internal static class RiakParameters
{
    private static readonly string[] Flags = ["basic_quorum", "notfound_ok"];

    /// <summary>The terms of a read.</summary>
    public static RequestOptions Read(RiakCall call, BucketProperties bucket)
    {
        Check(call);
        var primaries = Count(call, "pr", bucket.PrimariesRead);
        return new RequestOptions(Read: Most(Count(call, "r", bucket.Read), primaries), PrimariesRead: primaries, Timeout: Timeout(call))
        {
            NotFoundCounts = Flag(call, "notfound_ok", bucket.NotFoundCounts),
            IsBasicQuorum = Flag(call, "basic_quorum", bucket.IsBasicQuorum),
        };
    }

    /// <summary>The terms of a write.</summary>
    public static RequestOptions Write(RiakCall call, BucketProperties bucket)
    {
        Check(call);
        var primaries = Count(call, "pw", bucket.PrimariesWrite);
        var acknowledged = Most(Count(call, "w", bucket.Write), Count(call, "dw", bucket.DurableWrite));
        return new RequestOptions(Write: Most(acknowledged, primaries), PrimariesWrite: primaries, Timeout: Timeout(call));
    }

    /// <summary>The terms of a delete, which reads and writes: rw stands for both where it is given.</summary>
    public static RequestOptions Delete(RiakCall call, BucketProperties bucket)
    {
        var both = Count(call, "rw", RiakCount.Number(1));
        var (read, write) = (Read(call, bucket), Write(call, bucket));
        return write with { Read = Most(read.Read!.Value, both), PrimariesRead = read.PrimariesRead, Write = Most(write.Write!.Value, both) };
    }

    /// <summary>How long the client waits; null: as the cluster is set. What is longer than the cluster allows is cut.</summary>
    /// <exception cref="RiakProblem">When it is no number of milliseconds.</exception>
    public static TimeSpan? Timeout(RiakCall call)
    {
        if (call.Query.Text("timeout") is not { } text)
        {
            return null;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var wait) || wait < 1)
        {
            throw RiakProblem.BadRequest($"Bad timeout value \"{text}\"");
        }

        var most = call.Session.Options.MaxRequestTimeout;
        return wait < most.TotalMilliseconds ? TimeSpan.FromMilliseconds(wait) : most;
    }

    private static void Check(RiakCall call)
    {
        foreach (var name in Flags)
        {
            if (call.Query.Text(name)?.ToLowerInvariant() is not (null or "true" or "false" or "default"))
            {
                throw RiakProblem.BadRequest($"{name} query parameter must be true or false");
            }
        }
    }

    private static bool Flag(RiakCall call, string name, bool standard) => call.Query.Text(name)?.ToLowerInvariant() switch
    {
        "true" => true,
        "false" => false,
        _ => standard, // "default", or not said; all else is refused
    };

    private static int Count(RiakCall call, string name, RiakCount standard)
    {
        var count = call.Query.Text(name) switch
        {
            null or "default" => standard,
            var text => RiakCount.Read(text)
                ?? throw RiakProblem.BadRequest($"{name} query parameter must be an integer or one of the following words: 'one', 'quorum' or 'all'"),
        };
        var number = count.Of(call.Replicas);
        return number >= 0 && number <= call.Replicas
            ? number
            : throw RiakProblem.BadRequest($"Specified w/dw/pw values invalid for bucket n value of {call.Replicas}");
    }

    private static int Most(int one, int other) => Math.Max(1, Math.Max(one, other));
}
