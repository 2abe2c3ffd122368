// What the cluster could not do, in Riak's words.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Api.Riak;

/// <summary>From the engine's outcomes that are no success to Riak's statuses and texts.</summary>
internal static class RiakFailures
{
    /// <summary>The problem that an outcome is.</summary>
    /// <param name="response">The outcome.</param>
    /// <param name="options">What was asked for: tells which of the numbers was not reached.</param>
    public static RiakProblem Of(ClientResponse response, RequestOptions options) => response switch
    {
        ClientResponse.QuorumMissed { Kind: OperationKind.Get } missed => Unavailable(Unsatisfied(missed, "R", "PR", options.Read, options.PrimariesRead)),
        ClientResponse.QuorumMissed missed => Unavailable(
            IsPrimariesFault(missed, options.Write, options.PrimariesWrite)
                ? Unsatisfied(missed, "W", "PW", options.Write, options.PrimariesWrite)
                : "Too Many write failures to satisfy W/DW\n"),
        ClientResponse.TimedOut => Unavailable("request timed out\n"),
        ClientResponse.Overloaded => Unavailable("Error:\noverload\n"),
        ClientResponse.AlreadyExists => RiakProblem.ConditionFailed(),
        ClientResponse.NothingToDelete => RiakProblem.NotFound(),
        ClientResponse.Refused refused => RiakProblem.BadRequest(refused.Reason),
        ClientResponse.TooManySiblings many => new RiakProblem(
            StatusCodes.Status409Conflict, $"The object has {many.Count} siblings, the limit is {many.Limit}: read it, merge, and store it with its X-Riak-Vclock.\n"),
        _ => throw new InvalidOperationException($"No Riak answer is known for {response.GetType().Name}."),
    };

    private static RiakProblem Unavailable(string text) => new(StatusCodes.Status503ServiceUnavailable, text);

    private static string Unsatisfied(ClientResponse.QuorumMissed missed, string all, string primaries, int? asked, int? askedPrimaries)
    {
        var got = missed.Replicas.Succeeded.Length;
        return IsPrimariesFault(missed, asked, askedPrimaries)
            ? $"{primaries}-value unsatisfied: {Primaries(missed.Replicas)}/{askedPrimaries}\n"
            : $"{all}-value unsatisfied: {got}/{asked ?? missed.Replicas.Required}\n";
    }

    private static bool IsPrimariesFault(ClientResponse.QuorumMissed missed, int? asked, int? askedPrimaries) =>
        askedPrimaries > 0 && (missed.Replicas.Succeeded.Length >= asked || asked == askedPrimaries);

    private static int Primaries(Participation replicas) => Math.Max(0, replicas.Succeeded.Length - replicas.Hinted.Length);
}
