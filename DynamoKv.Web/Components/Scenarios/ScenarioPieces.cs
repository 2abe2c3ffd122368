// Single lines of a scenario: faults and assertions one by one, as the form shows them.
using System.Collections.Immutable;
using System.Globalization;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Assertions;
using DynamoKv.Engine.Simulation.Planning;

namespace DynamoKv.Web.Components.Scenarios;

/// <summary>A piece of a scenario, or why a text is none.</summary>
public readonly record struct Piece<T>(T? Value, string? Problem);

/// <summary>Reads and writes single lines of a scenario, by the same reader and writer as whole ones.</summary>
public static class ScenarioPieces
{
    private const string Item = "  - ";

    /// <summary>The faults of a scenario, a line each.</summary>
    public static ImmutableArray<string> Faults(ScenarioFile file) => Lines(Bare(file) with { Faults = file.Faults });

    /// <summary>The assertions of a scenario, a line each.</summary>
    public static ImmutableArray<string> Assertions(ScenarioFile file) => Lines(Bare(file) with { Assertions = file.Assertions });

    /// <summary>Reads a fault that belongs to a scenario.</summary>
    public static Piece<PlannedFault> Fault(ScenarioFile file, string line) =>
        Read(ScenarioWriter.Write(file with { Faults = [], Assertions = [], Sweep = [] }), "faults", line, read => read.Faults.FirstOrDefault());

    /// <summary>Reads an assertion that belongs to a scenario.</summary>
    public static Piece<Assertion> Assertion(ScenarioFile file, string line) =>
        Read(ScenarioWriter.Write(file with { Assertions = [], Sweep = [] }), "assert", line, read => read.Assertions.FirstOrDefault());

    /// <summary>Reads a duration: "90s".</summary>
    public static Piece<TimeSpan?> Duration(string text)
    {
        var (file, problems) = ScenarioReader.Read($"dynamokv: 1\nname: x\nuntil: {OneLine(text)}\n");
        return file is null ? new(null, problems[0].Reason) : new(file.Until, null);
    }

    /// <summary>Writes a duration as the language does.</summary>
    public static string Duration(TimeSpan span)
    {
        const string Word = "settle: ";
        var line = ScenarioWriter.Write(new ScenarioFile { Name = "x", Settle = span }).Split('\n').FirstOrDefault(line => line.StartsWith(Word, StringComparison.Ordinal));
        return line?[Word.Length..] ?? string.Create(CultureInfo.InvariantCulture, $"{new ScenarioFile().Settle.TotalSeconds}s");
    }

    /// <summary>A name that no line has yet: "f1".</summary>
    public static string FreshId(string letter, IEnumerable<string> taken)
    {
        var names = taken.ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, names.Count + 1).Select(number => string.Create(CultureInfo.InvariantCulture, $"{letter}{number}")).First(name => !names.Contains(name));
    }

    private static ScenarioFile Bare(ScenarioFile file) => new() { Name = file.Name };

    private static ImmutableArray<string> Lines(ScenarioFile file) =>
        [.. ScenarioWriter.Write(file).Split('\n').Where(line => line.StartsWith(Item, StringComparison.Ordinal)).Select(line => line[Item.Length..])];

    private static Piece<T> Read<T>(string head, string section, string line, Func<ScenarioFile, T?> find)
        where T : class
    {
        var (file, problems) = ScenarioReader.Read($"{head}{section}:\n{Item}{OneLine(line)}\n");
        var value = file is null ? null : find(file);
        return new(value, value is null ? problems.FirstOrDefault()?.Reason ?? "Nothing stands there." : null);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
