// Two versions compared, entry by entry.
using System.Collections.Immutable;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Projections.Graphs;

/// <summary>An entry of two clocks.</summary>
/// <param name="Actor">Whose writes it counts: the node's name; with its life where the clocks know several.</param>
/// <param name="Left">The last write that the left clock has seen; 0: none.</param>
/// <param name="Right">The same of the right clock.</param>
public readonly record struct ClockRow(string Actor, long Left, long Right);

/// <summary>Two versions compared, entry by entry (Dynamo 4.4).</summary>
/// <param name="Rows">The entries of both clocks, sorted by actor.</param>
/// <param name="ByClock">How the clocks stand to each other: all that plain vector clocks know.</param>
/// <param name="ByWrite">How the writes stand to each other, by the dots: which of them had seen the other.</param>
public sealed record ClockComparison(ImmutableArray<ClockRow> Rows, ClockRelation ByClock, ClockRelation ByWrite)
{
    /// <summary>Whether plain clocks would take for ordered what is not: two writes through one node that did not see each other.</summary>
    public bool IsMisleading => ByClock != ByWrite;

    /// <summary>Compares two versions, the left one with the right one.</summary>
    public static ClockComparison Of(WrittenVersion left, WrittenVersion right)
    {
        var (mine, theirs) = (left.Seen.Including(left.Dot), right.Seen.Including(right.Dot));
        VersionActor[] actors = [.. mine.Entries.Concat(theirs.Entries).Select(entry => entry.Actor).Distinct().Order()];
        var rows = actors.Select(actor => new ClockRow(NameOf(actor, actors), mine[actor], theirs[actor]));
        return new ClockComparison([.. rows], mine.CompareTo(theirs), Relation(left, right));
    }

    private static string NameOf(VersionActor actor, VersionActor[] actors) =>
        actors.Count(other => other.Node == actor.Node) == 1 ? actor.Node.Value : actor.ToString();

    private static ClockRelation Relation(WrittenVersion left, WrittenVersion right) => (left.HasSeen(right), right.HasSeen(left)) switch
    {
        _ when left.Dot == right.Dot => ClockRelation.Equal,
        (true, false) => ClockRelation.After,
        (false, true) => ClockRelation.Before,
        _ => ClockRelation.Concurrent,
    };
}
