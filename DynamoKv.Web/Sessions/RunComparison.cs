// Two runs line by line: where they part.
using System.Buffers;
using System.Collections.Immutable;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation.Logging;

namespace DynamoKv.Web.Sessions;

/// <summary>Where two runs part.</summary>
/// <param name="Number">The first line that differs; null: as far as both go they are the same.</param>
/// <param name="Compared">How many lines were compared.</param>
/// <param name="IsCut">Whether there is more of both than was compared.</param>
/// <param name="First">The lines around it of the first run, in order.</param>
/// <param name="Second">The same of the second run.</param>
public sealed record RunParting(long? Number, long Compared, bool IsCut, ImmutableArray<LogEntry> First, ImmutableArray<LogEntry> Second);

/// <summary>Compares two runs line by line, by the canonical lines of their logs.</summary>
public static class RunComparison
{
    /// <summary>The most lines that are compared.</summary>
    public const int MaxLines = 1_000_000;

    private const int Block = 5_000;
    private const int Before = 4;
    private const int After = 6;

    /// <summary>Finds where two runs part.</summary>
    public static RunParting Find(IClusterSession first, IClusterSession second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var (ours, theirs) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        var both = Math.Min(first.LastEvent, second.LastEvent);
        var end = Math.Min(both, MaxLines);
        for (var from = 1L; from <= end; from += Block)
        {
            var count = (int)Math.Min(Block, end - from + 1);
            var (left, right) = (first.ReadLog(from, count), second.ReadLog(from, count));
            for (var index = 0; index < Math.Min(left.Count, right.Count); index++)
            {
                if (!IsSame(left[index], right[index], ours, theirs))
                {
                    return Around(first, second, left[index].Number, left[index].Number);
                }
            }
        }

        return first.LastEvent == second.LastEvent || end < both
            ? new RunParting(null, end, end < both, [], [])
            : new RunParting(null, end, false, Lines(first, both + 1), Lines(second, both + 1));
    }

    private static RunParting Around(IClusterSession first, IClusterSession second, long number, long compared) =>
        new(number, compared, false, Lines(first, number), Lines(second, number));

    private static ImmutableArray<LogEntry> Lines(IClusterSession session, long number) =>
        [.. session.ReadLog(Math.Max(1, number - Before), (int)(number - Math.Max(1, number - Before)) + After)];

    private static bool IsSame(LogEntry one, LogEntry other, ArrayBufferWriter<byte> ours, ArrayBufferWriter<byte> theirs)
    {
        if (one.At != other.At || one.Node != other.Node || one.Cause != other.Cause || one.What.GetType() != other.What.GetType())
        {
            return false;
        }

        ours.ResetWrittenCount();
        theirs.ResetWrittenCount();
        LogLine.Write(ours, one);
        LogLine.Write(theirs, other);
        return ours.WrittenSpan.SequenceEqual(theirs.WrittenSpan);
    }
}
