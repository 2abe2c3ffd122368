// The shipped schema and reference are those of the table of words.
using System.Text.Json.Nodes;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Tests.Architecture;

namespace DynamoKv.Tests.Scenarios;

public sealed class ScenarioSchemaTests
{
    [Fact]
    public void The_shipped_schema_is_that_of_the_reader() => Shipped("docs/scenario.schema.json", ScenarioSchema.ToJson());

    [Fact]
    public void The_reference_is_that_of_the_reader() => Shipped("docs/scenario-language.md", ScenarioSchema.ToMarkdown());

    [Fact]
    public void The_schema_knows_every_section_and_refuses_strangers()
    {
        var schema = JsonNode.Parse(ScenarioSchema.ToJson())!;

        Assert.Equal(
            ["dynamokv", "name", "summary", "seed", "until", "settle", "cluster", "network", "workload", "background", "faults", "by_hand", "assert", "repeat", "sweep"],
            schema["properties"]!.AsObject().Select(word => word.Key));
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
        Assert.Contains("pareto", schema["$defs"]!["distribution"]!.ToJsonString(), StringComparison.Ordinal);
    }

    // DYNAMOKV_REWRITE=1 writes it anew.
    private static void Shipped(string file, string expected)
    {
        var path = Repository.PathOf(file);
        if (Environment.GetEnvironmentVariable("DYNAMOKV_REWRITE") == "1")
            File.WriteAllText(path, expected);

        Assert.Equal(expected, File.ReadAllText(path));
    }
}
