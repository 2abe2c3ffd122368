// A whole scenario.
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DynamoKv.Engine.Scenarios.Assertions;
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Engine.Scenarios.Text;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Planning;

namespace DynamoKv.Engine.Scenarios.Grammar;

/// <summary>A whole scenario: the table from which reader, writer, schema and reference come.</summary>
internal static class FileWords
{
    private const int MaxNameLength = 80;

    private static readonly Words<ScenarioFile> Of = new(new ScenarioFile());

    private static readonly Shape<string> Name = Scalars.Parsed(
        "a name (lower-case letters, digits and hyphens)",
        text => (text.Length is > 0 and <= MaxNameLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'), text), name => name);

    public static MapShape<ScenarioFile> File { get; } = new(
        "scenario", "What is run, for how long, how often, and what is to come of it.", Of.Empty,
        Of.Of("dynamokv", "The version of the language.", Scalars.Whole(ScenarioFile.Language, ScenarioFile.Language),
            file => file.Version, (file, version) => file with { Version = version }, isRequired: true),
        Of.Of("name", "What the scenario is called.", Name, file => file.Name, (file, name) => file with { Name = name }, isRequired: true),
        Of.Of("summary", "What it shows, in a sentence.", Scalars.Text, file => file.Summary, (file, summary) => file with { Summary = summary }),
        Of.Of("seed", "Where all chance comes from.", Scalars.Seed, file => file.Seed, (file, seed) => file with { Seed = seed }),
        Of.Of("until", "When all faults end and clients stop.", Scalars.Duration, file => file.Until, (file, until) => file with { Until = until }),
        Of.Of("settle", "How long the cluster then has to come to rest before it is judged.", Scalars.Duration, file => file.Settle, (file, settle) => file with { Settle = settle }),
        Of.Of("cluster", "The nodes and how they behave.", ClusterWords.Cluster, file => file.Cluster, (file, cluster) => file with { Cluster = cluster }),
        Of.Of("network", "What lies between them.", NetworkWords.Network, file => file.Network, (file, network) => file with { Network = network }),
        Of.Of<WorkloadPart>("workload", "Who asks what.", WorkloadWords.Workload, file => file.Workload!, (file, workload) => file with { Workload = workload }),
        Of.Of<WorkloadOptions>("background", "Clients without names, in place of 'workload': the log says nothing of them but what they ask.", BackgroundWords.Background,
            file => file.Background!, (file, clients) => file with { Background = clients }),
        Of.Of("faults", "What breaks, and who comes and goes.", new ListShape<PlannedFault>(FaultWords.Fault, isBlock: true), file => file.Faults, (file, faults) => file with { Faults = faults }),
        Of.Of("by_hand", "What people did once, in the order of the times: a run that is saved as a scenario has its interventions here.",
            new ListShape<HandAction>(HandWords.Action, isBlock: true), file => file.ByHand, (file, lines) => file with { ByHand = lines }),
        Of.Of("assert", "What has to hold.", new ListShape<Assertion>(AssertionWords.Assertion, isBlock: true), file => file.Assertions,
            (file, assertions) => file with { Assertions = assertions }),
        Of.Of("repeat", "How many seeds, one after another.", Scalars.Whole(1, ScenarioFile.MaxRepeat), file => file.Repeat, (file, repeat) => file with { Repeat = repeat }),
        Of.Of("sweep", "What is varied; the same seeds in every cell, so that cells can be compared seed by seed.", new SweepShape(), file => file.Sweep,
            (file, sweep) => file with { Sweep = sweep }))
    {
        IsBlock = true,
        Check = Problem,
    };

    private static string? Problem(ScenarioFile file) =>
        file.Until <= TimeSpan.Zero ? "'until' has to be more than zero."
        : file is { Workload: not null, Background: not null } ? "a scenario has a 'workload' or a 'background', not both."
        : file.Assertions.GroupBy(assertion => assertion.Id).FirstOrDefault(group => group.Count() > 1) is { } twice ? $"two assertions are called '{twice.Key}'."
        : null;

    // The words are free: whether they lead somewhere is seen when the cells are made.
    private sealed class SweepShape : Shape<ImmutableArray<SweepAxis>>
    {
        public override string Hint => "a mapping from a path to a list of values (cluster.quorum.r: [1, 2])";

        public override JsonObject Schema() => new()
        {
            ["type"] = "object",
            ["additionalProperties"] = new JsonObject { ["type"] = "array", ["minItems"] = 1 },
        };

        public override ImmutableArray<SweepAxis> Read(TextNode node, ReadScope scope)
        {
            if (node is not TextNode.Mapping mapping)
            {
                Wrong(node, scope);
                return [];
            }

            var axes = ImmutableArray.CreateBuilder<SweepAxis>();
            foreach (var (name, value) in mapping.Entries)
            {
                if (value is TextNode.Sequence { Items.Length: > 0 } list)
                    axes.Add(new SweepAxis(name.Value, list.Items));
                else
                    scope.Under(name.Value, () => Wrong(value, scope));
            }

            return axes.ToImmutable();
        }

        public override string Write(ImmutableArray<SweepAxis> value) => value.IsEmpty ? "{}" : $"{{ {string.Join(", ", Lines(value))} }}";

        public override IEnumerable<string>? WriteLines(ImmutableArray<SweepAxis> value) => Lines(value);

        private static IEnumerable<string> Lines(ImmutableArray<SweepAxis> value) =>
            value.Select(axis => $"{ScenarioText.Text(axis.Path)}: [{string.Join(", ", axis.Values.Select(TextWriting.Flow))}]");
    }
}
