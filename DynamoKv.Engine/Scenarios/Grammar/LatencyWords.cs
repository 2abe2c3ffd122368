// Distributions in the scenario language.
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Engine.Scenarios.Text;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Engine.Scenarios.Grammar;

/// <summary>Distributions in the scenario language.</summary>
internal static class LatencyWords
{
    /// <summary>A distribution of delays; a duration alone is a constant.</summary>
    public static Shape<Latency> Latency { get; } = new LatencyShape();

    private sealed record Draft
    {
        public TimeSpan? Value { get; init; }

        public TimeSpan? Low { get; init; }

        public TimeSpan? High { get; init; }

        public double? Rate { get; init; }

        public double? Shape { get; init; }

        public TimeSpan? Cap { get; init; }

        public ImmutableArray<TimeSpan> Sample { get; init; } = [];

        public ImmutableArray<(double Weight, Latency Part)> Parts { get; init; } = [];
    }

    private static Words<Draft> Words { get; } = new(new Draft());

    private static Word<Draft> Value(string name, string summary, bool isRequired = true) =>
        new Word<Draft, TimeSpan?>(name, summary, new MaybeShape<TimeSpan>(Scalars.Duration), draft => draft.Value, (draft, value) => draft with { Value = value }, Words.Empty)
        {
            IsRequired = isRequired,
        };

    private static Word<Draft> Shaped(string name, string summary) =>
        new Word<Draft, double?>(name, summary, new MaybeShape<double>(Scalars.Number), draft => draft.Shape, (draft, value) => draft with { Shape = value }, Words.Empty)
        {
            IsRequired = true,
        };

    private static (string Name, MapShape<Draft> Map, Func<Draft, Latency> Make)[] Kinds { get; } =
    [
        ("constant", Map("constant", "Always the same.", Value("value", "How long.")), draft => Simulation.Latency.Constant(draft.Value!.Value)),
        ("uniform", Map(
            "uniform", "Evenly between two values.",
            Words.Of("low", "The shortest.", new MaybeShape<TimeSpan>(Scalars.Duration), draft => draft.Low, (draft, value) => draft with { Low = value }, isRequired: true),
            Words.Of("high", "The longest.", new MaybeShape<TimeSpan>(Scalars.Duration), draft => draft.High, (draft, value) => draft with { High = value }, isRequired: true)),
            draft => Simulation.Latency.Uniform(draft.Low!.Value, draft.High!.Value)),
        ("normal", Map(
            "normal", "A bell around the mean; what falls below zero counts as zero.", Value("mean", "Its middle."),
            Words.Of(
                "deviation", "Its standard deviation.", new MaybeShape<TimeSpan>(Scalars.Duration),
                draft => draft.Low, (draft, value) => draft with { Low = value }, isRequired: true)),
            draft => Simulation.Latency.Normal(draft.Value!.Value, draft.Low!.Value)),
        ("lognormal", Map("lognormal", "A bell on a logarithmic axis.", Value("median", "Half lie below."), Shaped("sigma", "Its width on that axis.")),
            draft => Simulation.Latency.Lognormal(draft.Value!.Value, draft.Shape!.Value)),
        ("exponential", Map(
            "exponential", "Without memory. Give the mean, or the rate.", Value("mean", "The mean.", isRequired: false),
            Words.Maybe("rate", "One over the mean, per millisecond.", Scalars.Number, draft => draft.Rate, (draft, value) => draft with { Rate = value })),
            draft => Simulation.Latency.Exponential(MeanOf(draft))),
        ("pareto", Map(
            "pareto", "Never below the scale, with a tail that falls as a power.", Value("scale", "The shortest."), Shaped("shape", "How fast the tail falls."),
            Words.Maybe("cap", "What lies above counts as this.", Scalars.Duration, draft => draft.Cap, (draft, value) => draft with { Cap = value })),
            draft => Simulation.Latency.Pareto(draft.Value!.Value, draft.Shape!.Value, draft.Cap)),
        ("empirical", Map(
            "empirical", "One of a sample, each as likely as the others.",
            Words.Of("sample", "The values.", new ListShape<TimeSpan>(Scalars.Duration), draft => draft.Sample, (draft, value) => draft with { Sample = value }, isRequired: true)),
            draft => Simulation.Latency.Empirical(draft.Sample)),
        ("mixture", Map(
            "mixture", "One of several distributions, each with its weight.",
            Words.Of("of", "The parts: each a distribution with a weight.", new ListShape<(double Weight, Latency Part)>(new PartShape()), draft => draft.Parts,
                (draft, value) => draft with { Parts = value }, isRequired: true)),
            draft => Simulation.Latency.Mixture(draft.Parts)),
    ];

    private static MapShape<Draft> Map(string title, string summary, params Word<Draft>[] words) => new($"distribution: {title}", summary, Words.Empty, words);

    private static TimeSpan MeanOf(Draft draft) => (draft.Value, draft.Rate) switch
    {
        ({ } mean, null) => mean,
        (null, > 0) => TimeSpan.FromMilliseconds(1 / draft.Rate.Value),
        _ => throw new ArgumentException("Give either the mean or a rate above zero."),
    };

    private static Shape<Latency> Tagged { get; } = new TaggedShape<Latency>(
        "a distribution ({ dist: exponential, mean: 5ms }) or a duration", "dist",
        [.. Kinds.Select(kind => TaggedKind<Latency>.Of(kind.Name, new MadeShape<Draft, Latency>(kind.Map, draft => kind.Make(draft), latency => latency.ToScenarioText())))]);

    private sealed class LatencyShape : Shape<Latency>
    {
        public override string Hint => Tagged.Hint;

        public override IEnumerable<MapShape> Maps => Tagged.Maps;

        public override JsonObject Schema() => new() { ["$ref"] = "#/$defs/distribution" };

        public override Latency Read(TextNode node, ReadScope scope) =>
            node is TextNode.Scalar ? Simulation.Latency.Constant(Scalars.Duration.Read(node, scope)) : Tagged.Read(node, scope);

        public override string Write(Latency value) => value.ToScenarioText();
    }

    /// <summary>What the reference to a distribution stands for.</summary>
    public static JsonObject Definition() => Scalars.OneOf(Tagged.Schema(), Scalars.Duration.Schema());

    // A part of a mixture: the weight stands among the words of the distribution.
    private sealed class PartShape : Shape<(double Weight, Latency Part)>
    {
        private const string Weight = "weight";

        public override string Hint => "a distribution with a weight";

        public override JsonObject Schema() => new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { [Weight] = new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0 } },
            ["required"] = new JsonArray(Weight),
        };

        public override (double Weight, Latency Part) Read(TextNode node, ReadScope scope)
        {
            if (node is not TextNode.Mapping mapping || mapping.Find(Weight) is not { } weight)
                return Wrong(node, scope);

            var rest = new TextNode.Mapping(mapping.At, [.. mapping.Entries.Where(entry => entry.Name.Value != Weight)]);
            return (scope.Under(Weight, () => Scalars.Number.Read(weight, scope)), Tagged.Read(rest, scope));
        }

        public override string Write((double Weight, Latency Part) value) => $"{{ weight: {ScenarioText.Number(value.Weight)}, {value.Part.Words} }}";
    }
}
