// The cells of a sweep.
using System.Collections.Immutable;
using DynamoKv.Engine.Scenarios.Grammar;
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Engine.Scenarios.Text;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Engine.Scenarios;

/// <summary>One cell of a sweep.</summary>
/// <param name="Values">What is varied and what stands there: "cluster.quorum.r" and "2".</param>
/// <param name="File">The scenario of the cell, without the sweep.</param>
public sealed record SweepCell(ImmutableArray<(string Path, string Value)> Values, ScenarioFile File)
{
    /// <summary>"r = 1, w = 2"; empty without a sweep.</summary>
    public string Title => string.Join(", ", Values.Select(one => $"{one.Path[(one.Path.LastIndexOf('.') + 1)..]} = {one.Value}"));
}

/// <summary>Makes the cells of a sweep: each value of each word with each of the others.</summary>
public static class SweepCells
{
    /// <summary>The most cells.</summary>
    public const int MaxCells = 10_000;

    /// <summary>
    /// The cells of a file that was read; one, itself, when it sweeps nothing. The last word varies fastest.
    /// </summary>
    public static ImmutableArray<SweepCell> Of(ScenarioFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Sweep.IsEmpty)
            return [new SweepCell([], file)];

        var root = (TextNode.Mapping)YamlText.Parse(ScenarioWriter.Write(file with { Sweep = [] }));
        return [.. Choices(file.Sweep).Select(choice => CellOf(root, choice))];
    }

    /// <summary>Tries all values, one word at a time.</summary>
    internal static void Check(TextNode root, ScenarioFile file, ReadScope scope)
    {
        var count = file.Sweep.Aggregate(1L, (product, axis) => Math.Min(product * axis.Values.Length, int.MaxValue));
        if (count > MaxCells)
            scope.Fail(root, $"the sweep has {count:N0} cells: {MaxCells:N0} are the most.");

        foreach (var axis in file.Sweep)
        {
            foreach (var value in axis.Values)
            {
                var probe = new ReadScope();
                if (!TrySet((TextNode.Mapping)root, axis.Path.Split('.'), value, out var changed))
                {
                    scope.Fail(value, $"sweep: '{axis.Path}' leads nowhere: give the names from the top, like cluster.quorum.r.");
                    break;
                }

                probe.Racks.UnionWith(file.Cluster.Racks.Select(rack => rack.Name));
                var cell = FileWords.File.Read(Without(changed, "sweep"), probe);
                var problem = probe.Problems.FirstOrDefault()?.ToString() ?? SimulationRun.ProblemWith(cell.ToScenario());
                if (problem is not null)
                    scope.Fail(value, $"sweep: with {axis.Path} = {TextWriting.Flow(value)}: {problem}");
            }
        }
    }

    private static SweepCell CellOf(TextNode.Mapping root, ImmutableArray<(SweepAxis Axis, TextNode Value)> choice)
    {
        foreach (var (axis, value) in choice)
            TrySet(root, axis.Path.Split('.'), value, out root);

        var (file, problems) = ScenarioReader.Read(root);
        return new SweepCell(
            [.. choice.Select(one => (one.Axis.Path, TextWriting.Flow(one.Value)))],
            file ?? throw new FormatException($"A cell of the sweep can't be run: {string.Join(' ', problems.Select(problem => problem.Reason))}"));
    }

    private static IEnumerable<ImmutableArray<(SweepAxis Axis, TextNode Value)>> Choices(ImmutableArray<SweepAxis> axes) => axes.Aggregate(
        Enumerable.Repeat(ImmutableArray<(SweepAxis, TextNode)>.Empty, 1),
        (before, axis) => before.SelectMany(choice => axis.Values.Select(value => choice.Add((axis, value)))));

    private static bool TrySet(TextNode.Mapping map, ReadOnlySpan<string> path, TextNode value, out TextNode.Mapping changed)
    {
        changed = map;
        var name = path[0];
        var rest = path[1..];
        if (name.Length == 0)
            return false;

        var under = map.Find(name);
        if (!rest.IsEmpty)
        {
            if (under is not (null or TextNode.Mapping) || !TrySet(under as TextNode.Mapping ?? new TextNode.Mapping(value.At, []), rest, value, out var inner))
                return false;

            value = inner;
        }

        changed = under is null
            ? map with { Entries = map.Entries.Add(new TextEntry(new TextNode.Scalar(value.At, name), value)) }
            : map with { Entries = [.. map.Entries.Select(entry => entry.Name.Value == name ? entry with { Value = value } : entry)] };
        return true;
    }

    private static TextNode.Mapping Without(TextNode.Mapping map, string name) => map with { Entries = [.. map.Entries.Where(entry => entry.Name.Value != name)] };
}
