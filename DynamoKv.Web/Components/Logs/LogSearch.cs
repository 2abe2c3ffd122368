// Finds entries of a log that fit a filter.
using DynamoKv.Engine.Projections.Entries;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Components.Logs;

/// <summary>Finds entries of a log that fit a filter, from the cursor back, as far as it is told to look. Going on costs what is new. One owner.</summary>
public sealed class LogSearch
{
    /// <summary>The most entries that are listed.</summary>
    public const int MostFound = 2_000;

    /// <summary>How many entries are looked at unless somebody asks for more.</summary>
    public const int FirstLook = 50_000;

    private const int Batch = 4_096;

    private readonly List<LogEntry> _found = []; // oldest first
    private IClusterSession? _session;
    private EntryFilter? _filter;
    private long _from;
    private long _through;
    private int _look;

    /// <summary>What fits at a cursor.</summary>
    /// <param name="session">The run.</param>
    /// <param name="filter">What is wanted.</param>
    /// <param name="cursor">The newest entry to look at.</param>
    /// <param name="look">How many entries to look at.</param>
    public LogFindings At(IClusterSession session, EntryFilter filter, long cursor, int look = FirstLook)
    {
        if (session != _session || filter != _filter || cursor < _through || look != _look)
        {
            (_session, _filter, _look) = (session, filter, look);
            _found.Clear();
            _from = Math.Max(session.FirstEvent, cursor - look + 1);
            _through = _from - 1;
        }

        Look(session, filter, cursor);
        var isCut = _found.Count > MostFound;
        var newest = _found.Skip(isCut ? _found.Count - MostFound : 0).Reverse().ToArray();
        return new LogFindings(newest, cursor - _from + 1, isCut, _from <= session.FirstEvent);
    }

    /// <summary>An entry as a line of text: what a search looks through.</summary>
    public static string LineOf(LogEntry entry) => Words.Fill("{0} {1} {2}", entry.Node, EventText.Name(entry.What), EventText.Detail(entry.What));

    /// <summary>An entry of a run by its number; null: it is not kept.</summary>
    public static LogEntry? Find(IClusterSession session, long number) =>
        number < 1 ? null : session.ReadLog(number, 1) is [var entry] && entry.Number == number ? entry : null;

    private void Look(IClusterSession session, EntryFilter filter, long cursor)
    {
        while (_through < cursor)
        {
            var entries = session.ReadLog(_through + 1, (int)Math.Min(Batch, cursor - _through));
            if (entries.Count == 0)
            {
                return;
            }

            LogEntry? FindNear(long number) =>
                number >= entries[0].Number && number <= entries[^1].Number ? entries[(int)(number - entries[0].Number)] : Find(session, number);

            _found.AddRange(entries.Where(entry => filter.Fits(entry, FindNear, LineOf)));
            _through = entries[^1].Number;
        }

        if (_found.Count > 4 * MostFound)
        {
            _found.RemoveRange(0, _found.Count - (2 * MostFound));
        }
    }
}
