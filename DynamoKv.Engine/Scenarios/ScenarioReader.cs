// Texts to scenarios.
using System.Collections.Immutable;
using System.Globalization;
using DynamoKv.Engine.Scenarios.Grammar;
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Engine.Scenarios.Text;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Engine.Scenarios;

/// <summary>What came of reading a text: a scenario, or all that is wrong with it.</summary>
/// <param name="File">The scenario; null: it has problems.</param>
/// <param name="Problems">What is wrong, in the order of the text; empty: nothing.</param>
public sealed record ScenarioReading(ScenarioFile? File, ImmutableArray<ScenarioProblem> Problems);

/// <summary>Reads scenarios: YAML, or JSON as the same thing.</summary>
public static class ScenarioReader
{
    /// <summary>Reads a text. An invalid one never becomes a scenario.</summary>
    public static ScenarioReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return Read(YamlText.Parse(text));
        }
        catch (TextException broken)
        {
            return new ScenarioReading(null, [new ScenarioProblem(broken.At, "", broken.Message)]);
        }
    }

    /// <summary>Reads a text that has to be right.</summary>
    /// <exception cref="FormatException">When it is not: the message has a line for each problem.</exception>
    public static ScenarioFile Require(string text)
    {
        var (file, problems) = Read(text);
        return file ?? throw new FormatException(string.Join('\n', problems));
    }

    /// <summary>Reads nodes; the cells of a sweep are tried too.</summary>
    internal static ScenarioReading Read(TextNode root)
    {
        var scope = new ReadScope();
        NoteRacks(root, scope);
        var file = FileWords.File.Read(root, scope);
        if (scope.Count == 0 && file.ToScenario() is var scenario && SimulationRun.ProblemWith(scenario) is { } problem)
            scope.Fail(PlaceOf(root, problem), problem);
        if (scope.Count == 0)
            SweepCells.Check(root, file, scope);

        ImmutableArray<ScenarioProblem> problems = [.. scope.Problems.OrderBy(one => one.At.Line).ThenBy(one => one.At.Column)];
        return new ScenarioReading(problems.IsEmpty ? file : null, problems);
    }

    // Racks and nodes look alike, and faults may stand above the cluster.
    private static void NoteRacks(TextNode root, ReadScope scope)
    {
        if (root is TextNode.Mapping file && file.Find("cluster") is TextNode.Mapping cluster && cluster.Find("racks") is TextNode.Mapping racks)
            scope.Racks.UnionWith(racks.Entries.Select(entry => entry.Name.Value));
    }

    // The engine names the fault or step that it refuses: that is where the problem stands.
    private static TextNode PlaceOf(TextNode root, string problem)
    {
        if (root is not TextNode.Mapping file)
            return root;

        var section = problem.StartsWith("faults", StringComparison.Ordinal) ? file.Find("faults")
            : problem.StartsWith("workload", StringComparison.Ordinal) ? file.Find("background")
            : problem.StartsWith("by_hand", StringComparison.Ordinal) ? HandLine(file, problem)
            : problem.StartsWith("clients", StringComparison.Ordinal) ? (file.Find("workload") as TextNode.Mapping)?.Find("script") ?? file.Find("workload")
            : file.Find(problem.Split('.', ':')[0]);
        return (section as TextNode.Sequence)?.Items.FirstOrDefault(item => IsNamedBy(item, problem)) ?? section ?? root;
    }

    private static TextNode? HandLine(TextNode.Mapping file, string problem)
    {
        var lines = (file.Find("by_hand") as TextNode.Sequence)?.Items ?? [];
        var digits = problem["by_hand: line ".Length..problem.IndexOf(',', StringComparison.Ordinal)];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= lines.Length ? lines[number - 1] : file.Find("by_hand");
    }

    private static bool IsNamedBy(TextNode item, string problem) =>
        item is TextNode.Mapping map && map.Find("id") is TextNode.Scalar id
        && (problem.Contains($" {id.Value}:", StringComparison.Ordinal) || problem.Contains($"'{id.Value}'", StringComparison.Ordinal));
}
