// Three nodes that replicate everything, and the words with which anti-entropy is asked for.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Node.Exchanges;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Logging;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

internal static class AntiEntropyWorld
{
    public static NodeId A { get; } = new("A");

    public static NodeId B { get; } = new("B");

    public static NodeId C { get; } = new("C");

    /// <summary>Comparisons so rarely that only those asked for by hand happen; nothing else mends.</summary>
    public static Scenario ByHand { get; } = With(new AntiEntropyOptions { Every = TimeSpan.FromHours(1), Leaves = 256 });

    /// <summary>A comparison each second, rows looked through every two.</summary>
    public static Scenario EachSecond { get; } =
        With(new AntiEntropyOptions { Every = Ms(1000), ScrubEvery = Ms(2000), Leaves = 256 });

    public static Scenario With(AntiEntropyOptions options) => Five with
    {
        Name = "three",
        Members = [.. Five.Members.Take(3)],
        Node = new NodeOptions { AntiEntropy = options, ReadRepair = ReadRepairMode.Off },
    };

    public static void PutKey(this SimulationRun run, NodeId via, string key, string value = "milk") =>
        run.Apply(new RequestAction(via, new ClientRequest.Put(
            run.NextOperation(via), Key.Of(key), RequestOptions.None, WriteContent.Text(value), null, false)));

    /// <summary>Puts that one node misses, because it is down; it is up again in the end.</summary>
    public static void PutMissedBy(this SimulationRun run, NodeId node, NodeId via, params string[] keys)
    {
        run.Apply(new CrashAction(node, CrashLoss.Memory));
        foreach (var key in keys)
        {
            run.PutKey(via, key);
            run.RunFor(20);
        }

        run.Apply(new RestartAction(node));
        run.RunFor(3000); // the others hear of it again
        run.TakeResponses();
    }

    public static CommandAnswer Ask(this SimulationRun run, NodeId node, Func<long, NodeCommand> command, double milliseconds = 5000)
    {
        run.Apply(new CommandAction(node, command(run.NextCommand)));
        run.RunFor(milliseconds);
        return Assert.Single(run.TakeCommandAnswers());
    }

    public static Comparison Exchange(this SimulationRun run, NodeId source, NodeId target, bool isDryRun = false, SyncMode mode = SyncMode.Both) =>
        Assert.IsType<CommandAnswer.Compared>(run.Ask(source, number => new NodeCommand.ExchangeWith(number, target, isDryRun, mode))).Comparison;

    public static string Refusal(this SimulationRun run, NodeId source, NodeId target) =>
        Assert.IsType<CommandAnswer.Refused>(run.Ask(source, number => new NodeCommand.ExchangeWith(number, target))).Reason;

    public static AntiEntropySnapshot State(this SimulationRun run, NodeId node) => run.Inspect(node)!.AntiEntropy!;

    public static string[] Roots(this SimulationRun run, NodeId node) => [.. run.State(node).Trees.Select(tree => tree.Root)];

    public static void AssertAllEqual(this SimulationRun run)
    {
        var first = run.Scenario.Members[0].Id;
        foreach (var member in run.Scenario.Members.Skip(1))
        {
            Assert.Equal(run.Rows(first), run.Rows(member.Id));
            Assert.Equal(run.Roots(first), run.Roots(member.Id));
        }
    }

    /// <summary>The captions of a run, as a reader of the page sees them; every line of the log must have its words too.</summary>
    public static IEnumerable<string> Told(this SimulationRun run)
    {
        Assert.All(run.Log, entry => Assert.NotEmpty(LogLine.Format(entry)));
        var snapshot = ClusterSnapshot.Before(run.Scenario.Members.Select(member => member.Id));
        foreach (var entry in run.Log)
        {
            if (Narration.Of(entry, snapshot) is { } caption)
            {
                yield return $"{caption.At} {caption.Tone}: {caption.Text}";
            }

            snapshot = snapshot.Apply(entry);
        }
    }
}
