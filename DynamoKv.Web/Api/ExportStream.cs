// An export on its way out.
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>Writes a line a live key. The picture it is made from never changes, so a long export is of one moment, and nothing is gathered in memory.</summary>
internal sealed class ExportStream(IClusterSession session) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = ExportRoutes.ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = "attachment; filename=\"dynamokv.ndjson\"";
        var prefix = httpContext.Request.Query.Text(Parameters.Prefix.Name) ?? "";
        var nodes = session.Current.Head.Nodes.Values.Where(node => node.Condition == NodeCondition.Up);
        foreach (var (key, versions) in MergedRows.Of(nodes, VersionRules.For(session.Options.VersionMode)))
        {
            if (versions.HasLiveValue && key.Text.StartsWith(prefix, StringComparison.Ordinal))
            {
                var line = new ExportedKey(key.Text, [.. versions.Siblings.Where(sibling => !sibling.IsTombstone).Select(Shape)]);
                await response.Body.WriteAsync((byte[])[.. ApiJson.Bytes(line), (byte)'\n'], httpContext.RequestAborted);
            }
        }
    }

    private static ExportedValue Shape(Sibling sibling)
    {
        var (value, encoding) = Shapes.Value(sibling.Value);
        return new ExportedValue(value, encoding, sibling.ContentType, Shapes.Seconds(sibling.WrittenAt));
    }
}
