// An export on its way out.
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>
/// Writes a line a live key, and gathers nothing in memory. Of a simulation it is of one moment; of a live cluster each key is of
/// the moment in which it is written, and a member that falls silent breaks it off: what is there is never partial in silence.
/// </summary>
internal sealed class ExportStream(IClusterSession session) : IResult
{
    private const int PageRows = 500;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = ExportRoutes.ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = "attachment; filename=\"dynamokv.ndjson\"";
        var prefix = httpContext.Request.Query.Text(Parameters.Prefix.Name) ?? "";
        var nodes = session.Current.Head.Nodes.Values.Where(node => node.Condition == NodeCondition.Up).Select(node => node.Id).ToList();
        var rules = VersionRules.For(session.Options.VersionMode);
        var rows = RowWalk.MergedAsync(session.Rows, nodes, rules, new RowQuery(null, prefix, PageRows), lost: null, httpContext.RequestAborted);
        await foreach (var (key, versions) in rows)
        {
            if (versions.HasLiveValue)
            {
                var line = new ExportedKey(key.Text, [.. versions.Siblings.Where(sibling => !sibling.IsTombstone).Select(Shape)]);
                await response.Body.WriteAsync((byte[])[.. ApiJson.Bytes(line), (byte)'\n'], httpContext.RequestAborted);
            }
        }
    }

    private static ExportedValue Shape(Sibling sibling)
    {
        var (value, encoding) = Shapes.Value(sibling.Value);
        return new ExportedValue(value, encoding, sibling.ContentType, Shapes.Seconds(sibling.WrittenAt))
        {
            Metadata = sibling.Metadata.Length == 0 ? null : sibling.Metadata,
        };
    }
}
