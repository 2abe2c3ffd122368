// All live data of a cluster as lines, out and in.
using Microsoft.AspNetCore.Http.Features;

namespace DynamoKv.Web.Api;

/// <summary>GET of /export and POST of /import.</summary>
internal static class ExportRoutes
{
    /// <summary>JSON objects, one a line.</summary>
    public const string ContentType = "application/x-ndjson";

    /// <summary>Refuses a body that is no lines, and lets one that is be of any length: each line has a bound of its own.</summary>
    public static void RequireLines(HttpRequest request)
    {
        if (request.ContentType?.Split(';')[0].Trim() is not (ContentType or "application/ndjson" or "application/json"))
        {
            throw new ApiException(StatusCodes.Status415UnsupportedMediaType, $"Send the lines as {ContentType}.");
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "/export", ExportStream.Of, Parameters.Prefix, Parameters.Partial)
            .Describe<ExportedKey>("Export all live data", "A JSON object a line, in key order, as the merge of what the members hold; Content-Type application/x-ndjson. "
                + "503 while a member does not answer, "
                + "as keys could be missing, unless partial=true. "
                + "X-Dynamo-Coverage says who answered, X-Dynamo-Hints how many copies still wait for their node and are not in it.", 400, 404, 503);
        routes.MapApi("POST", "/import", call => new ImportStream(call))
            .Describe<ImportSummary>(
                "Import data",
                "Lines of an export, each written as a put that supersedes what its coordinator holds. A bad line does not spoil the others: the answer is a line a problem, "
                + "then a line with the counts.", 400, 404, 409, 415, 503)
            .WithMetadata(new AcceptedBody(true, ContentType, ("key", QueryKind.Text), ("value", QueryKind.Text), ("siblings", QueryKind.Text)))
            .Requires(AccessScope.Write);
    }
}
