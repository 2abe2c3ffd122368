// One of two runs that are compared.
using System.Collections.Immutable;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Components.Compare;

/// <summary>One of two runs that are compared, as far as it has come.</summary>
/// <param name="Session">The run.</param>
/// <param name="Figures">Its numbers.</param>
/// <param name="History">What its clients asked and were told.</param>
/// <param name="Verdicts">What came of its assertions so far.</param>
/// <param name="Through">The last line that was read.</param>
/// <param name="IsCut">Whether it has more lines than were read.</param>
public sealed record RunSide(
    IClusterSession Session, RunFigures Figures, History History, ImmutableArray<AssertionVerdict> Verdicts, long Through, bool IsCut)
{
    /// <summary>The most lines that are read.</summary>
    public const int MaxLines = 300_000;

    private const int Block = 5_000;

    /// <summary>Reads a run.</summary>
    public static RunSide Of(IClusterSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var last = session.LastEvent;
        var through = Math.Min(last, session.FirstEvent - 1 + MaxLines);
        var history = HistoryReader.Read(Entries(session, through), new HistoryReaderOptions { Mode = session.Options.VersionMode });
        return new RunSide(session, RunFigures.Of(history), history, session.JudgeSoFar(), through, through < last);
    }

    private static IEnumerable<LogEntry> Entries(IClusterSession session, long through)
    {
        for (var from = session.FirstEvent; from <= through; from += Block)
        {
            foreach (var entry in session.ReadLog(from, (int)Math.Min(Block, through - from + 1)))
            {
                yield return entry;
            }
        }
    }
}
