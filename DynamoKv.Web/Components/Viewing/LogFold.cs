// Something folded from a log, kept up with a cursor.
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Components.Viewing;

/// <summary>
/// Something folded from a log, kept up with a cursor: going on costs what is new, going back begins again. It depends on the
/// log and the cursor alone. Not thread-safe: one circuit owns it.
/// </summary>
/// <param name="start">What stands before the first entry.</param>
/// <param name="apply">The same after more entries. Pure.</param>
public sealed class LogFold<T>(Func<T> start, Func<T, IReadOnlyList<LogEntry>, T> apply)
{
    private const int Batch = 8_192;

    private IClusterSession? _session;
    private long _through;
    private T _state = start();

    /// <summary>What it comes to at an entry of a run.</summary>
    public T At(IClusterSession session, long cursor)
    {
        if (session != _session || cursor < _through || _through < session.FirstEvent - 1)
        {
            _session = session;
            _through = Math.Max(0, session.FirstEvent - 1);
            _state = start();
        }

        while (_through < cursor)
        {
            var entries = session.ReadLog(_through + 1, (int)Math.Min(Batch, cursor - _through));
            if (entries.Count == 0)
            {
                break; // forgotten, or not told yet
            }

            _state = apply(_state, entries);
            _through = entries[^1].Number;
        }

        return _state;
    }
}
