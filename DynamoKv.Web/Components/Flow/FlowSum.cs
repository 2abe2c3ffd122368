// A part of a run that is too long to be drawn as lines.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Components.Flow;

/// <summary>A part of a run that is too long to be drawn as lines: how many events it holds.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Events">Entries of the log in it.</param>
/// <param name="Last">Its last entry.</param>
public sealed record FlowSum(Instant From, Instant To, long Events, long Last)
{
    /// <summary>Into so many parts a run is cut.</summary>
    public const int Parts = 48;

    /// <summary>The parts of a run up to a cursor, all equally long in time.</summary>
    public static ImmutableArray<FlowSum> Of(IClusterSession session, long cursor, Instant now)
    {
        var start = session.ReadLog(session.FirstEvent, 1) is [var first] ? first.At : Instant.Zero;
        var step = (now - start) / Parts;
        var sums = ImmutableArray.CreateBuilder<FlowSum>(Parts);
        var before = session.FirstEvent - 1;
        for (var part = 0; part < Parts; part++)
        {
            var (from, to) = (start + (step * part), part == Parts - 1 ? now : start + (step * (part + 1)));
            var last = part == Parts - 1 ? cursor : Math.Min(cursor, session.EventAt(to));
            sums.Add(new FlowSum(from, to, last - before, last));
            before = last;
        }

        return sums.MoveToImmutable();
    }
}
