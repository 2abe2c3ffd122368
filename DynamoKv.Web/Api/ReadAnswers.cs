// The answer to a read: one value, several, or none.
using System.IO.Hashing;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api;

/// <summary>The answer to a read: 200 with one value, 300 with concurrent ones, 404 with none that is live.</summary>
internal static class ReadAnswers
{
    public static IResult Get(ApiCall call, ClientResponse response, bool isRaw)
    {
        if (response is not ClientResponse.Read read)
        {
            return DataAnswers.Other(call, response);
        }

        if (!read.Versions.HasLiveValue)
        {
            return DataAnswers.NotFound(call, read.Versions.IsEmpty ? null : read.Context.Encode());
        }

        call.Http.Response.Headers.ETag = EntityTag(read.Versions);
        var isConflict = read.Versions.Siblings.Length > 1;
        var context = read.Context.Encode();
        IResult answer = isRaw && !isConflict ? new RawAnswer(read.Versions.Siblings[0]) : Json(call, read, context, isConflict);
        return DataAnswers.WithContext(call, context, answer);
    }

    private static JsonAnswer Json(ApiCall call, ClientResponse.Read read, string context, bool isConflict)
    {
        var (value, encoding) = Shapes.Value(read.Versions.Siblings[0].Value);
        return JsonAnswer.Of(
            new GetAnswer(
                call.Key.Text, isConflict ? null : value, isConflict ? null : encoding, context, Shapes.Siblings(read.Versions), isConflict,
                DataAnswers.Responsible(call), read.Coordinator.Value, DataAnswers.Asked(read), Shapes.Read(read.Replicas, true, read.Repaired),
                Shapes.Clock(read.Versions.Context), call.Now),
            isConflict ? StatusCodes.Status300MultipleChoices : StatusCodes.Status200OK);
    }

    /// <summary>Equal versions have equal tags, on every node.</summary>
    private static string EntityTag(SiblingSet versions) => $"\"{XxHash64.HashToUInt64(versions.Encode()):x16}\"";

    /// <summary>The value's own bytes. Always a download and never a page: a stored value must not run as this site's markup or script.</summary>
    private sealed class RawAnswer(Sibling sibling) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.ContentType = sibling.ContentType;
            response.ContentLength = sibling.Value.Length;
            response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            response.Headers.ContentDisposition = "attachment";
            response.Headers.CacheControl = "no-store";
            return HttpMethods.IsHead(httpContext.Request.Method)
                ? Task.CompletedTask
                : response.Body.WriteAsync(sibling.Value, httpContext.RequestAborted).AsTask();
        }
    }
}
