// The log of a run, newest last.
using System.Globalization;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Api;

/// <summary>GET of /events.</summary>
internal static class EventRoutes
{
    /// <summary>Lines looked at for one page; a page that finds less than asked leads on with its cursor.</summary>
    private const int MaxScanned = 20_000;

    /// <summary>The most conflicts that one answer lists.</summary>
    private const int MaxConflicts = 100;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapApi("GET", "/events", EventsAsync, Parameters.EventKey, Parameters.Limit, Parameters.Cursor, Parameters.ViewedBy)
            .Describe<EventsAnswer>(
                "The log of the run",
                "The newest lines, newest last; next_cursor leads to older ones. Of a real cluster the newest are kept only, and its members tell "
                + "what they do only while somebody watches.", 400, 404);

    private static async Task<IResult> EventsAsync(ApiCall call)
    {
        var limit = call.Query.Number(Parameters.Limit.Name, 1, Parameters.MaxPage) ?? Parameters.StandardPage;
        var key = EventKey(call);
        var tick = call.Session.Current;
        var viewer = call.Viewer();
        var (page, next) = Page(call, key, tick.Playback.LastEvent, limit);
        var history = key is null ? [] : page.Where(entry => entry.What is TraceEvent.VersionsStored).Select(EventShapes.Event);
        var rows = await ClockRoutes.RowsAsync(call, viewer);
        return JsonAnswer.Of(new EventsAnswer(
            viewer.Value, tick.Playback.LastEvent, [.. page.Select(EventShapes.Event)], next, [.. history],
            [.. rows.Where(row => row.Versions.Siblings.Length > 1).Take(MaxConflicts).Select(row => new ConflictInfo(row.Key.Text, Shapes.Siblings(row.Versions)))],
            Shapes.Clock(ClockRoutes.ClockOf(rows)), call.Now));
    }

    /// <summary>Walks back from the cursor (or the end) and returns what matches, oldest first.</summary>
    private static (List<LogEntry> Page, string? Next) Page(ApiCall call, Key? key, long lastEvent, int limit)
    {
        var last = Math.Min(Before(call) ?? long.MaxValue, lastEvent);
        var first = Math.Max(call.Session.FirstEvent, last - MaxScanned + 1);
        var entries = call.Session.ReadLog(first, (int)(last - first + 1));
        var page = new List<LogEntry>();
        var index = entries.Count - 1;
        for (; index >= 0 && page.Count < limit; index--)
        {
            if (key is null || EventShapes.KeyOf(entries[index].What) == key)
            {
                page.Add(entries[index]);
            }
        }

        page.Reverse();
        var oldestSeen = index >= 0 ? entries[index].Number : first - 1;
        return (page, oldestSeen >= call.Session.FirstEvent ? PageCursor.Write(oldestSeen.ToString(CultureInfo.InvariantCulture)) : null);
    }

    private static long? Before(ApiCall call)
    {
        if (PageCursor.Read(call.Query.Text(Parameters.Cursor.Name)) is not { } text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ApiException.BadRequest("The query parameter 'cursor' is no cursor of this route: use the next_cursor of the page before.");
    }

    private static Key? EventKey(ApiCall call)
    {
        if (call.Query.Text(Parameters.EventKey.Name) is not { } text)
        {
            return null;
        }

        return Key.TryCreate(text, out var key, out var error) ? key : throw ApiException.BadRequest(error);
    }
}
