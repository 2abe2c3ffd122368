// Errors as RFC 9457 problems.
using Microsoft.AspNetCore.WebUtilities;

namespace DynamoKv.Web.Api;

/// <summary>A request that can't be answered as asked; becomes a problem with this status and sentence.</summary>
internal sealed class ApiException(int status, string error) : Exception(error)
{
    public int Status => status;

    public static ApiException BadRequest(string error) => new(StatusCodes.Status400BadRequest, error);
}

/// <summary>Makes problems: always one sentence in "error" that a person can act on, never a stack trace.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    /// <summary>The shape, to which a handler may add what it knows.</summary>
    public static ProblemAnswer Shape(int status, string error, TimeProvider time) =>
        new("about:blank", ReasonPhrases.GetReasonPhrase(status), status, error, error, UnixTime.Now(time));

    public static JsonAnswer Answer(ProblemAnswer shape) => new(shape.Status, ApiJson.Bytes(shape), ContentType);

    public static JsonAnswer Answer(int status, string error, TimeProvider time) => Answer(Shape(status, error, time));
}

/// <summary>Times as the contract writes them.</summary>
internal static class UnixTime
{
    /// <summary>Seconds since 1970, to the millisecond.</summary>
    public static double Now(TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
}
