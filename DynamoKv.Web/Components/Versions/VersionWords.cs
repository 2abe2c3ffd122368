// A version in words.
using DynamoKv.Engine.Projections.Graphs;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Ring;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Versions;

/// <summary>A version in words, the same in the picture, in its twin and in the sentences.</summary>
public static class VersionWords
{
    /// <summary>"D3", as the paper names them; a write that only a disk knows by its dot.</summary>
    public static string Name(WrittenVersion version) => version.Ordinal > 0
        ? Words.Fill(VersionsText.Name, version.Ordinal)
        : Words.Fill(VersionsText.NameOfUnknown, version.Dot);

    /// <summary>The name of a dot's version.</summary>
    public static string Name(VersionGraph graph, Dot dot) => graph.Find(dot) is { } version ? Name(version.Written) : dot.ToString();

    /// <summary>The value.</summary>
    public static string Value(WrittenVersion version) => AnswerText.Value(version.Version);

    /// <summary>"at B", "at B for Ann".</summary>
    public static string By(WrittenVersion version) => version.Client is { } client
        ? Words.Fill(VersionsText.ByClient, version.Coordinator, client)
        : Words.Fill(VersionsText.By, version.Coordinator);

    /// <summary>"A, B ✕ down, C for D": who holds it, where, and whether that node runs.</summary>
    public static string Holders(GraphVersion version) => Words.List(version.Holders.Select(Holder));

    /// <summary>"held by A, B".</summary>
    public static string HeldBy(GraphVersion version) =>
        version.Holders.IsEmpty ? VersionsText.HeldByNobody : Words.Fill(VersionsText.HeldBy, Holders(version));

    /// <summary>"current", "superseded, deleted".</summary>
    public static string State(GraphVersion version)
    {
        var state = version.IsCurrent ? VersionsText.Current : VersionsText.Superseded;
        return version.Written.Version.IsTombstone ? state + ", " + VersionsText.Tombstone : state;
    }

    /// <summary>"before", "concurrent".</summary>
    public static string Relation(ClockRelation relation) => relation switch
    {
        ClockRelation.Before => VersionsText.WordBefore,
        ClockRelation.After => VersionsText.WordAfter,
        ClockRelation.Concurrent => VersionsText.WordConcurrent,
        _ => VersionsText.WordEqual,
    };

    /// <summary>How two versions stand to each other, a sentence.</summary>
    public static string Verdict(ClockRelation relation, string left, string right) => Words.Fill(
        relation switch
        {
            ClockRelation.Before => VersionsText.VerdictBefore,
            ClockRelation.After => VersionsText.VerdictAfter,
            ClockRelation.Concurrent => VersionsText.VerdictConcurrent,
            _ => VersionsText.VerdictEqual,
        },
        left,
        right);

    /// <summary>The whole of a box in words.</summary>
    public static string Label(GraphVersion version) => Words.Fill(
        VersionsText.BoxLabel, Name(version.Written), Value(version.Written), version.Written.Version.Clock,
        By(version.Written), HeldBy(version), State(version));

    private static string Holder(VersionHolder holder)
    {
        var name = holder.Place switch
        {
            HolderPlace.Hint => Words.Fill(VersionsText.HintFor, holder.Node, holder.Target),
            HolderPlace.Memory => Words.Fill(VersionsText.InMemory, holder.Node),
            _ => holder.Node.Value,
        };
        return holder.Condition == Engine.Projections.NodeCondition.Up
            ? name
            : Words.Fill("{0} {1}", name, ConditionText.Icon(holder.Condition));
    }
}
