// A run with all that the space-time diagram can show.
using Bunit;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Components.Viewing;
using DynamoKv.Web.Components.Views;

namespace DynamoKv.Tests.Components.Flow;

/// <summary>A run in which a node crashed and came back, one stood still, a partition came and went, and messages were touched.</summary>
public abstract class FlowBench : ComponentBench
{
    /// <summary>Random moments of a run, the same every time.</summary>
    private protected IEnumerable<long> Moments(int count)
    {
        var random = new DeterministicRandom(11);
        return [.. Enumerable.Range(0, count).Select(_ => 1 + (long)random.NextInt32((int)Bench.Main.LastEvent)), Bench.Main.LastEvent];
    }

    private protected void Trouble()
    {
        var controls = Bench.Controls;
        controls.Apply(new CrashAction(new NodeId("C"), CrashLoss.Memory));
        Play(10);
        controls.Apply(new PartitionAction("halves", [[new NodeId("A"), new NodeId("B")], [new NodeId("D"), new NodeId("E")]]));
        Play(15);
        controls.Apply(new RestartAction(new NodeId("C")));
        controls.Apply(new PauseAction(new NodeId("E")));
        Play(10);
        controls.Apply(new HealAction("halves"));
        controls.Apply(new ResumeAction(new NodeId("E")));
        Play(10);
        foreach (var message in Bench.Main.Current.Head.InFlight.Keys.Take(1))
        {
            controls.Apply(new DuplicateMessageAction(message));
            controls.Apply(new DelayMessageAction(message, DelayMessageAction.UsualDelay));
        }

        controls.Apply(new PauseAction(new NodeId("B")));
        Play(5);
    }

    private protected ViewContext ContextAt(long moment, Selection? selection = null)
    {
        using var viewer = new RunViewer(Bench.Main, Bench.Time, moment);
        return new ViewContext(Bench.Main, viewer.State, selection ?? Selection.None, new QuietHost());
    }

    /// <summary>A page that remembers what it was asked for.</summary>
    private protected sealed class QuietHost : IViewHost
    {
        public List<ScenarioAction> Acts { get; } = [];

        public Selection? Selected { get; private set; }

        public void Select(Selection selection) => Selected = selection;

        public void Seek(long eventNumber)
        {
        }

        public void Act(ScenarioAction action) => Acts.Add(action);

        public Task<ClientResponse?> AskAsync(NodeId? via, Func<OperationId, ClientRequest> make) => Task.FromResult<ClientResponse?>(null);

        public Task<bool> CommandAsync(NodeId node, Func<long, NodeCommand> command) => Task.FromResult(false);

        public void ToggleSpacing()
        {
        }

        public string LinkTo(long eventNumber) => $"?e={eventNumber}";
    }
}
