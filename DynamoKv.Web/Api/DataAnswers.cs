// From the engine's answers to HTTP answers.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api;

/// <summary>From the engine's answers to HTTP answers: one status for each outcome.</summary>
internal static class DataAnswers
{
    /// <summary>The answer to a put.</summary>
    public static IResult Put(ApiCall call, ClientResponse response, WriteContent content)
    {
        if (response is not ClientResponse.Written written)
        {
            return Other(call, response);
        }

        var (value, encoding) = Shapes.Value(content.Value);
        var context = written.Context.Encode();
        return WithContext(call, context, JsonAnswer.Of(new PutAnswer(
            call.Key.Text, value, encoding, context, written.Dot.ToString(), Responsible(call), written.Coordinator.Value, Asked(written),
            Shapes.Write(call.Key, written.Replicas, true), Shapes.Clock(written.Versions.Context), call.Session.LastEvent, call.Now)));
    }

    /// <summary>The answer to a delete.</summary>
    public static IResult Delete(ApiCall call, ClientResponse response) => response is ClientResponse.Deleted deleted
        ? WithContext(call, deleted.Context.Encode(), JsonAnswer.Of(new DeleteAnswer(
            call.Key.Text, "The key was deleted: what the context covers is superseded by a tombstone.", deleted.Context.Encode(), deleted.Dot.ToString(),
            Responsible(call), deleted.Coordinator.Value, Asked(deleted), Shapes.Write(call.Key, deleted.Replicas, true), Shapes.Clock(deleted.Versions.Context),
            call.Session.LastEvent, call.Now)))
        : Other(call, response);

    /// <summary>Every outcome that is no success of its own kind.</summary>
    public static IResult Other(ApiCall call, ClientResponse response) => response switch
    {
        ClientResponse.NothingToDelete nothing => NotFound(call, nothing.Context.Encode()),
        ClientResponse.AlreadyExists exists => Problem(
            call, 412, "The key already has a value, so If-None-Match: * wrote nothing: read it, and put with its context.", exists.Context.Encode()),
        ClientResponse.TooManySiblings many => Problem(
            call, 409, $"The key has {many.Count} siblings, the limit is {many.Limit}: read it, merge, and put with the context of the read.", many.Context.Encode()),
        ClientResponse.Refused refused => Problem(call, 400, refused.Reason),
        ClientResponse.Overloaded loaded => Retry(call, Problem(
            call, 503, $"Node {loaded.Coordinator} has {loaded.Limit:N0} operations under way and takes no more: try again in a moment.")),
        ClientResponse.QuorumMissed missed => Retry(call, Missed(call, missed)),
        ClientResponse.TimedOut late => TimedOut(call, late),
        _ => throw new InvalidOperationException($"No HTTP answer is known for {response.GetType().Name}."),
    };

    /// <summary>The status and sentence of a write that was not done, where only these are told.</summary>
    public static (int Status, string Error) Failure(ClientResponse response) => response switch
    {
        ClientResponse.TooManySiblings many => (409, $"The key has {many.Count} siblings, the limit is {many.Limit}."),
        ClientResponse.Refused refused => (400, refused.Reason),
        ClientResponse.Overloaded loaded => (503, $"Node {loaded.Coordinator} has {loaded.Limit:N0} operations under way."),
        ClientResponse.QuorumMissed missed => (503, $"The {Word(missed.Kind)} quorum was missed: {Count(missed.Replicas)}."),
        ClientResponse.TimedOut late => (504, $"No quorum within {late.Waited.TotalMilliseconds:N0} ms: outcome unknown."),
        _ => throw new InvalidOperationException($"No HTTP answer is known for {response.GetType().Name}."),
    };

    /// <summary>No live value: with the context of the tombstones, if there are any.</summary>
    public static IResult NotFound(ApiCall call, string? context) => Problem(call, 404, "Key not found", context);

    /// <summary>The context also goes into a header, for clients that send and take raw bytes.</summary>
    public static IResult WithContext(ApiCall call, string context, IResult answer)
    {
        call.Http.Response.Headers[DataRoutes.ContextHeader] = context;
        return answer;
    }

    /// <summary>The key's first primary.</summary>
    public static string Responsible(ApiCall call) =>
        call.Session.Ring.PreferenceList(Engine.Ring.RingPosition.OfKey(call.Key), 1)[0].Value;

    public static IReadOnlyList<string> Asked(ClientResponse response) => Shapes.Names(response.Replicas.Asked);

    private static JsonAnswer Missed(ApiCall call, ClientResponse.QuorumMissed missed)
    {
        var seen = missed.MayBeSeen ? " Some replica holds the write: it may be read later." : "";
        var problem = Problems.Shape(503, $"The {Word(missed.Kind)} quorum was missed: {Count(missed.Replicas)}.{seen}", call.Time);
        return Problems.Answer(WithParticipants(call, problem, missed.Kind, missed.Replicas));
    }

    private static JsonAnswer TimedOut(ApiCall call, ClientResponse.TimedOut late)
    {
        var what = late.Kind == OperationKind.Get
            ? "nothing was read: try again."
            : "outcome unknown. The write may or may not be read later: read the key before you write again.";
        var problem = Problems.Shape(504, $"No quorum within {late.Waited.TotalMilliseconds:N0} ms ({Count(late.Replicas)}): {what}", call.Time);
        return Problems.Answer(WithParticipants(call, problem, late.Kind, late.Replicas));
    }

    private static ProblemAnswer WithParticipants(ApiCall call, ProblemAnswer problem, OperationKind kind, Participation replicas) =>
        kind == OperationKind.Get
            ? problem with { Key = call.Key.Text, ReadResult = Shapes.Read(replicas, false, []) }
            : problem with { Key = call.Key.Text, ReplicationResult = Shapes.Write(call.Key, replicas, false) };

    private static string Count(Participation replicas)
    {
        if (replicas.Asked.Length < replicas.Required && !replicas.Asked.IsEmpty)
            return $"{replicas.Required} have to answer, and only {string.Join(", ", replicas.Asked)} can hold the key: start more nodes, or ask with a smaller r or w";

        var counted = $"{replicas.Succeeded.Length} of {replicas.Required} needed answered";
        var silent = replicas.Silent.IsEmpty ? "" : $", silent: {string.Join(", ", replicas.Silent)}";
        var failed = replicas.Failed.IsEmpty ? "" : $", failed: {string.Join(", ", replicas.Failed)}";
        return counted + silent + failed;
    }

    private static string Word(OperationKind kind) => kind == OperationKind.Get ? "read" : "write";

    private static JsonAnswer Problem(ApiCall call, int status, string error, string? context = null)
    {
        if (context is not null)
        {
            call.Http.Response.Headers[DataRoutes.ContextHeader] = context;
        }

        return Problems.Answer(Problems.Shape(status, error, call.Time) with { Key = call.Key.Text, Context = context });
    }

    private static IResult Retry(ApiCall call, IResult answer)
    {
        call.Http.Response.Headers.RetryAfter = "1";
        return answer;
    }
}
