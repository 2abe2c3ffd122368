// An export on its way out.
using System.Globalization;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>
/// Writes a line a live key, and gathers nothing in memory. Of a simulation it is of one moment; of a live cluster each key is of
/// the moment in which it is written, and a member that falls silent breaks it off: what is there is never partial in silence.
/// </summary>
internal sealed class ExportStream(IClusterSession session, IReadOnlyList<NodeId> members, IReadOnlyList<NodeId> silent) : IResult
{
    private const int PageRows = 500;

    /// <summary>The export that is asked for.</summary>
    /// <exception cref="ApiException">When members are silent and nobody said that a part will do.</exception>
    public static IResult Of(ApiCall call)
    {
        var members = call.Session.Ring.Members.Select(member => member.Id).ToList();
        var silent = members.Where(member => call.Head.Nodes.GetValueOrDefault(member)?.Condition != NodeCondition.Up).ToList();
        return silent.Count == 0 || call.Query.Flag(Parameters.Partial.Name)
            ? new ExportStream(call.Session, members, silent)
            : throw new ApiException(
                StatusCodes.Status503ServiceUnavailable,
                $"{string.Join(", ", silent)} of {members.Count} members can't be asked, so keys could be missing: wait until they answer, or take what there is with ?partial=true.");
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = ExportRoutes.ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = "attachment; filename=\"dynamokv.ndjson\"";
        response.Headers["X-Dynamo-Coverage"] = $"{members.Count - silent.Count} of {members.Count}";
        response.Headers["X-Dynamo-Hints"] = session.Current.Head.Nodes.Values.Sum(node => node.HintCount).ToString(CultureInfo.InvariantCulture);
        var prefix = httpContext.Request.Query.Text(Parameters.Prefix.Name) ?? "";
        var rows = RowWalk.MergedAsync(
            session.Rows, [.. Sources()], VersionRules.For(session.Options.VersionMode), session.Now, new RowQuery(null, prefix, PageRows), lost: null,
            httpContext.RequestAborted);
        await foreach (var (key, versions) in rows)
        {
            if (versions.HasLiveValue)
            {
                var line = new ExportedKey(key.Text, [.. versions.Siblings.Where(sibling => !sibling.IsTombstone).Select(Shape)]);
                await response.Body.WriteAsync((byte[])[.. ApiJson.Bytes(line), (byte)'\n'], httpContext.RequestAborted);
            }
        }
    }

    /// <summary>All that are up: who has left may still hold what has not reached its new owner.</summary>
    private IEnumerable<NodeId> Sources() => session.Current.Head.Nodes.Values.Where(node => node.Condition == NodeCondition.Up).Select(node => node.Id);

    private static ExportedValue Shape(Sibling sibling)
    {
        var (value, encoding) = Shapes.Value(sibling.Value);
        return new ExportedValue(value, encoding, sibling.ContentType, Shapes.Seconds(sibling.WrittenAt))
        {
            Metadata = sibling.Metadata.Length == 0 ? null : sibling.Metadata,
            ExpiresAt = sibling.ExpiresAt is { } due ? Shapes.Seconds(due) : null,
        };
    }
}
