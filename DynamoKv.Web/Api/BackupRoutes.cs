// The rows of one real node, out.
using System.Text;
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage.Backup;

namespace DynamoKv.Web.Api;

/// <summary>GET of /backup.</summary>
internal static class BackupRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapApi("GET", "/backup", Backup)
        .Describe<BackupHeader>(
            "Back this node up", "What its disk holds, versions and tombstones included: a header, a line a row with a checksum, and a last line with the count and a digest. "
            + "Its hints are no part of it: their targets get them from other replicas. Content-Type application/x-ndjson.", 400, 409, 503)
        .WithMetadata(NeedsNoPicture.Instance)
        .Requires(AccessScope.Admin);

    private static BackupStream Backup(ApiCall call) => new(
        call.Http.RequestServices.GetService<INodeHost>()
        ?? throw new ApiException(StatusCodes.Status409Conflict, "A simulated node is not backed up: GET /api/v1/export writes the live data of a run."));
}

/// <summary>The first line of a backup.</summary>
internal sealed record BackupHeader(int DynamokvBackup, string Node, long Incarnation, long Keys);

/// <summary>Writes the rows page by page between the node's steps, and gathers nothing in memory.</summary>
internal sealed class BackupStream(INodeHost host) : IResult
{
    private const int PageRows = 64;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, ending) = (httpContext.Response, httpContext.RequestAborted);
        var (incarnation, keys) = await FirstAsync(ending);
        response.ContentType = ExportRoutes.ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"{host.Id}.backup\"";
        var text = new BackupText(host.Id, incarnation);
        await WriteAsync(response, text.Header(keys), ending);
        for (Key? last = null; await host.LookAsync(node => node.Disk.Scan(last, PageRows), ending) is { Count: > 0 } page; last = page[^1].Key)
        {
            foreach (var (key, versions) in page)
            {
                await WriteAsync(response, text.Row(key, versions), ending);
            }
        }

        await WriteAsync(response, text.Footer(), ending);
    }

    private async Task<(long Incarnation, long Keys)> FirstAsync(CancellationToken ending)
    {
        try
        {
            return await host.LookAsync(node => (node.Snapshot().Incarnation, node.Disk.Statistics.Keys), ending);
        }
        catch (Exception silent) when (silent is NodeBusyException or NodeStoppedException)
        {
            throw new ApiException(StatusCodes.Status503ServiceUnavailable, silent.Message);
        }
    }

    private static async Task WriteAsync(HttpResponse response, string line, CancellationToken ending) =>
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), ending);
}
