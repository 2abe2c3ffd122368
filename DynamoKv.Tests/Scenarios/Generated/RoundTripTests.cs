// Laws of the language, on scenarios drawn by chance.
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CsCheck;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Text;

namespace DynamoKv.Tests.Scenarios.Generated;

public sealed class RoundTripTests
{
    private const int Scenarios = 300;

    private static readonly string[] Free = ["racks", "weights", "sweep"]; // names of the writer's own stand there

    [Fact]
    public void What_is_read_written_and_read_again_is_the_same() => Gen.ULong.Sample(
        seed =>
        {
            var file = Texts.Read(RandomScenario.Of(seed));
            var written = ScenarioWriter.Write(file);
            var again = Texts.Read(written);

            Assert.Equal(DeepText.Of(file), DeepText.Of(again));
            Assert.Equal(written, ScenarioWriter.Write(again));
        },
        iter: Scenarios);

    [Fact]
    public void Json_says_the_same_as_yaml() => Gen.ULong.Sample(
        seed =>
        {
            var text = RandomScenario.Of(seed);

            Assert.Equal(DeepText.Of(Texts.Read(text)), DeepText.Of(Texts.Read(JsonOf(YamlText.Parse(text)).ToJsonString())));
        },
        iter: Scenarios);

    [Fact]
    public void A_word_that_is_not_known_is_an_error_wherever_it_stands() => Gen.ULong.Sample(
        seed =>
        {
            var root = YamlText.Parse(RandomScenario.Of(seed));
            var places = Mappings(root).ToArray();
            var place = places[new DeterministicRandom(seed).NextInt32(places.Length)];

            var (file, problems) = ScenarioReader.Read(With(root, place));

            Assert.Null(file);
            Assert.Contains(problems, problem => problem.At == place.At && problem.Reason.Contains("'zzz'", StringComparison.Ordinal));
        },
        iter: Scenarios);

    private static JsonNode JsonOf(TextNode node) => node switch
    {
        TextNode.Scalar scalar => JsonValue.Create(scalar.Value),
        TextNode.Sequence list => new JsonArray([.. list.Items.Select(JsonOf)]),
        TextNode.Mapping map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Name.Value, (JsonNode?)JsonOf(entry.Value)))),
        _ => throw new InvalidOperationException($"There is no JSON for {node}."),
    };

    private static IEnumerable<TextNode.Mapping> Mappings(TextNode node) => node switch
    {
        TextNode.Mapping map => [map, .. map.Entries.Where(entry => !Free.Contains(entry.Name.Value)).SelectMany(entry => Mappings(entry.Value))],
        TextNode.Sequence list => list.Items.SelectMany(Mappings),
        _ => [],
    };

    private static TextNode With(TextNode node, TextNode.Mapping place) => node switch
    {
        TextNode.Mapping map when ReferenceEquals(map, place) => map with { Entries = map.Entries.Add(new TextEntry(new TextNode.Scalar(map.At, "zzz"), new TextNode.Scalar(map.At, "1"))) },
        TextNode.Mapping map => map with { Entries = [.. map.Entries.Select(entry => entry with { Value = With(entry.Value, place) })] },
        TextNode.Sequence list => list with { Items = [.. list.Items.Select(item => With(item, place))] },
        _ => node,
    };
}
