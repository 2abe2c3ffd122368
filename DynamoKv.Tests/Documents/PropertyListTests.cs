// docs/properties.md lists the properties as the tests have them. DYNAMOKV_REWRITE=1 writes it anew.
using System.Globalization;
using DynamoKv.Tests.Architecture;

namespace DynamoKv.Tests.Documents;

public sealed class PropertyListTests
{
    private const string Path = "docs/properties.md";

    [Fact]
    public void The_list_of_properties_is_the_one_in_the_tests()
    {
        var expected = Document();
        if (Environment.GetEnvironmentVariable("DYNAMOKV_REWRITE") == "1")
        {
            File.WriteAllText(Repository.PathOf(Path), expected);
        }

        Assert.Equal(expected, File.ReadAllText(Repository.PathOf(Path)));
    }

    [Fact]
    public void A_property_is_found_with_its_count()
    {
        var file = new SourceFile("DynamoKv.Tests/Ring/A.cs",
            ["const int Many = 2_000;", "[Fact]", "public void A_law_holds() =>", "    Gen.Int.Sample(Holds, iter: Many);", "[Fact]", "public void No_law() => Do();"]);

        Assert.Equal([new Property("Ring", "A law holds", 2_000)], Property.In(file));
    }

    private static string Document()
    {
        var lines = new List<string>
        {
            "# Properties", "",
            "Laws that the tests try on generated cases. A failure prints the seed that repeats it and a case made as small as it goes.",
            "This page is written by a test from the tests themselves: `DYNAMOKV_REWRITE=1 dotnet test --filter PropertyListTests`.", "",
            "| part | law | cases at each run |", "|---|---|---|",
        };
        var properties = Repository.Sources.Where(file => file.IsIn("DynamoKv.Tests") && !file.IsIn("DynamoKv.Tests/Documents")).SelectMany(Property.In).ToArray();
        lines.AddRange(properties.Select(property => string.Create(CultureInfo.InvariantCulture, $"| {property.Folder} | {property.Name} | {property.Runs:N0} |")));
        lines.Add("");
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{properties.Length} laws, {properties.Sum(property => property.Runs):N0} cases."));
        return string.Join('\n', lines) + "\n";
    }
}
