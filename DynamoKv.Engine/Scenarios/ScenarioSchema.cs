// The language as a JSON Schema and as a reference for people.
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DynamoKv.Engine.Scenarios.Grammar;
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Engine.Simulation.Planning;

namespace DynamoKv.Engine.Scenarios;

/// <summary>The language as a JSON Schema and as a reference for people, both made from the table of words.</summary>
public static class ScenarioSchema
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON Schema (draft 2020-12), for editors that check while one types.</summary>
    public static string ToJson()
    {
        var schema = FileWords.File.Schema();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "A scenario of DynamoKv");
        schema["$defs"] = new JsonObject { ["distribution"] = LatencyWords.Definition(), ["selector"] = SelectorShape.Definition() };
        return schema.ToJsonString(Readable) + "\n";
    }

    /// <summary>
    /// The reference in Markdown: every mapping with its words, what may stand there and what holds otherwise.
    /// </summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("""
            # The scenario language

            A scenario is a file that says what is run and what is to come of it. It is YAML; JSON is the same thing. This page is made from the table of words that the reader uses
            (`DynamoKv.Engine/Scenarios/Grammar`), and so is the JSON Schema beside it (`scenario.schema.json`). Files that run stand in `scenarios/`.

                dotnet run --project DynamoKv.Web -- run scenarios/stale-read-under-partition.yaml

            Intervals are [start, start + for). When `until` has come, all faults end and clients stop; then the cluster has the time `settle` to come to rest, and is judged. At one
            instant: heal, inject, membership, clients, timers, deliveries; then the order of the file. Words that are not known are errors.

            Nodes are named by selectors, which are resolved when a fault begins, and the log says whom they meant: a node, a rack, `primary(key)`, `replica(key, 1)`,
            `fallback(key, 1)`, `coordinator(step)`, `random(2)`, `all`, `all_except(A, B)`, `event.node`, or a list of these.


            """.ReplaceLineEndings("\n"));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var map in Walk(FileWords.File.Maps).Concat(Walk(LatencyWords.Latency.Maps)))
        {
            if (seen.Add(map.Title))
                Describe(text, map);
        }

        text.Append("## Events that a fault can wait for\n\n| event | what happens |\n|---|---|\n");
        foreach (var kind in EventKind.All)
            text.Append($"| `{kind.Name}` | {kind.Summary} |\n");

        return text.ToString();
    }

    private static IEnumerable<MapShape> Walk(IEnumerable<MapShape> maps)
    {
        foreach (var map in maps)
        {
            yield return map;
            foreach (var inner in map.Words.Where(word => word.Shape != LatencyWords.Latency).SelectMany(word => Walk(word.Shape.Maps)))
                yield return inner;
        }
    }

    private static void Describe(StringBuilder text, MapShape map)
    {
        text.Append($"## {map.Title}\n\n{map.Summary}\n\n");
        if (map.Words.Count == 0)
            return;

        text.Append("| word | what it means | what may stand there | otherwise |\n|---|---|---|---|\n");
        foreach (var word in map.Words)
            text.Append($"| `{word.Name}` | {Cell(word.Summary)} | {Cell(HintOf(word))} | {(word.IsRequired ? "has to be there" : OtherwiseOf(word))} |\n");

        text.Append('\n');
    }

    // What has a table of its own is not told twice.
    private static string HintOf(Word word) => word.Shape.Hint is var hint && word.Shape.Maps.Any() && word.Shape != LatencyWords.Latency ? hint.Split(" (")[0] : hint;

    private static string OtherwiseOf(Word word) => word.Default is { Length: < 60 } text && !text.Contains('{') ? $"`{Cell(text)}`" : "";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
