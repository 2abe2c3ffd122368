// What a Riak client wants stored.
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api.Riak;

/// <summary>Reads the body of a store request with the headers that are kept beside it.</summary>
internal static class RiakContent
{
    /// <exception cref="RiakProblem">When its type is missing or can't be kept, or a header can't.</exception>
    public static async Task<WriteContent> ReadAsync(RiakCall call)
    {
        var request = call.Http.Request;
        var type = request.ContentType is { Length: > 0 } named
            ? named
            : throw new RiakProblem(StatusCodes.Status400BadRequest, "Missing Content-Type request header");
        if (!IsMediaType(type))
        {
            throw new RiakProblem(
                StatusCodes.Status415UnsupportedMediaType, $"\"{type.Split(';')[0]}\" is not a valid media type for the Content-type header.\n");
        }

        var metadata = RiakMetadata.Read(request.Headers, call.Name);
        return new WriteContent(await RequestBody.ReadValueAsync(call.Http), type) { Metadata = metadata };
    }

    private static bool IsMediaType(string type) =>
        WriteContent.IsContentType(type) && type.Split(';')[0].Split('/') is [{ Length: > 0 }, { Length: > 0 }];
}
