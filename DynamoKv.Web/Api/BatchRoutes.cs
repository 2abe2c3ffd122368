// Many operations in one request.
namespace DynamoKv.Web.Api;

/// <summary>POST of /data:batch.</summary>
internal static class BatchRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapApi("POST", "/data:batch", call => new BatchStream(call), Parameters.Via)
            .Describe<BatchAnswer>(
                "Many operations",
                "A line an operation, {\"op\": put, get or delete, \"key\", \"value\"?, \"context\"?, \"encoding\"?, \"content_type\"?, \"ttl_seconds\"?}; "
                + "a line an answer in the same order, each with its own status, while lines are still read. A bad line does not spoil the others. "
                + "Up to 256 operations are under way at a time; those of one key are done one after the other. A line has at most 4 MiB, a batch any number of lines.",
                400, 404, 415)
            .WithMetadata(new AcceptedBody(
                true, ExportRoutes.ContentType, ("op", QueryKind.Text), ("key", QueryKind.Text), ("value", QueryKind.Text), ("context", QueryKind.Text),
                ("encoding", QueryKind.Text), ("content_type", QueryKind.Text), ("ttl_seconds", QueryKind.Number)))
            .Requires(AccessScope.Read | AccessScope.Write);
}
