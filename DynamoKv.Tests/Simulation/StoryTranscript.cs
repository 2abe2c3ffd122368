// A run as a story that a student can read.
using System.Globalization;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Simulation;

/// <summary>The captions of a run, then what every node holds in the end.</summary>
internal static class StoryTranscript
{
    public static IEnumerable<string> Of(SimulationRun run)
    {
        var snapshot = ClusterSnapshot.Before(run.Scenario.Members.Select(member => member.Id));
        foreach (var entry in run.Log)
        {
            var caption = Narration.Of(entry, snapshot);
            snapshot = snapshot.Apply(entry);
            if (caption is not null)
                yield return string.Create(CultureInfo.InvariantCulture, $"{entry.At} s  {caption.Text}");
        }

        yield return $"In the end, at {run.Now} s:";
        foreach (var node in run.Nodes)
            yield return $"  {node}: {(run.IsUp(node) ? "up" : "down")}; holds {Rows(run, node)}{Hints(run, node)}";
    }

    private static string Rows(SimulationRun run, NodeId node)
    {
        var rows = run.Rows(node);
        return rows.Count == 0 ? "nothing" : string.Join(", ", rows.Select(row => Row(row.Key, row.Value)));
    }

    private static string Row(Key key, SiblingSet versions) => $"{key} = {string.Join(" | ", versions.Siblings.Select(Word))}";

    private static string Word(Sibling sibling) => $"{(sibling.IsTombstone ? "(deleted)" : sibling.ValueAsText())} [{sibling.Dot} after {sibling.Past}]";

    private static string Hints(SimulationRun run, NodeId node)
    {
        var targets = run.Inspect(node)?.Handoff.Targets ?? [];
        return targets.IsEmpty ? "" : $"; keeps {string.Join(", ", targets.Select(target => $"{target.Count} hint(s) for {target.Target}"))}";
    }
}
