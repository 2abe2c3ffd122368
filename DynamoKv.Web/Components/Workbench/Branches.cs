// Runs that share a past.
using System.Collections.Immutable;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation.Logging;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Components.Workbench;

/// <summary>A run beside the one on show.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shared">The last event that both have, line for line.</param>
/// <param name="Head">Its last event.</param>
public sealed record Branch(string Name, long Shared, long Head);

/// <summary>Finds runs that share a past: forks, and what they were forked from. It is read off their logs, so nobody has to remember it.</summary>
public static class Branches
{
    private const int Chunk = 5_000;

    /// <summary>The other runs of the same scenario and seed, the one that shares most first.</summary>
    public static ImmutableArray<Branch> Of(IClusterSession session, IEnumerable<IClusterSession> all) =>
    [
        .. all.Where(other => other != session && other.Mode == session.Mode && other.Seed == session.Seed && other.Title == session.Title)
            .Select(other => new Branch(other.Name, SharedBy(session, other), other.LastEvent))
            .Where(branch => branch.Shared > 0)
            .OrderByDescending(branch => branch.Shared).ThenBy(branch => branch.Name, StringComparer.Ordinal),
    ];

    /// <summary>The last event that two runs have in common: line for line equal up to there.</summary>
    public static long SharedBy(IClusterSession left, IClusterSession right)
    {
        var last = Math.Min(left.LastEvent, right.LastEvent);
        for (var from = 1L; from <= last; from += Chunk)
        {
            var (ours, theirs) = (left.ReadLog(from, Chunk), right.ReadLog(from, Chunk));
            for (var index = 0; index < Chunk && from + index <= last; index++)
            {
                if (!IsSame(ours[index], theirs[index]))
                {
                    return from + index - 1;
                }
            }
        }

        return last;
    }

    // What has a cause follows from it. What has none came from outside, and is compared word for word.
    private static bool IsSame(LogEntry one, LogEntry other) =>
        one.At == other.At && one.Node == other.Node && one.Cause == other.Cause && one.What.GetType() == other.What.GetType()
        && (one.Cause != 0 || LogLine.Format(one) == LogLine.Format(other));
}
