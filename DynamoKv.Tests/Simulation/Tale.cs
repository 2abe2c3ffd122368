// A run told in sentences: what a student reads in a golden transcript.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

/// <summary>Runs a scenario and keeps the captions of all that happens, with remarks between them.</summary>
internal sealed class Tale : IDisposable
{
    private readonly List<string> _lines = [];
    private ClusterSnapshot _snapshot;

    public Tale(Scenario scenario)
    {
        Run = Start(scenario);
        _snapshot = ClusterSnapshot.Before(scenario.Members.Select(member => member.Id));
        RunFor(100);
    }

    public SimulationRun Run { get; }

    public ClusterSnapshot Snapshot => _snapshot;

    /// <summary>The replicas of the cart, in preference order.</summary>
    public (NodeId First, NodeId Second, NodeId Third) Replicas => (Run.Replicas()[0], Run.Replicas()[1], Run.Replicas()[2]);

    public void Say(string remark) => _lines.Add($"-- {remark}");

    public void Do(ScenarioAction action) => Run.Apply(action);

    public void RunFor(double milliseconds)
    {
        Run.RunFor(milliseconds);
        foreach (var entry in Run.Log.Skip((int)_snapshot.EventNumber))
        {
            if (Narration.Of(entry, _snapshot) is { } caption)
                _lines.Add($"{caption.At} s  {caption.Text}");

            _snapshot = _snapshot.Apply(entry);
        }
    }

    public ClientResponse Put(NodeId via, string value, CausalContext? context = null, double wait = 200) => Ask(
        via, id => new ClientRequest.Put(id, Cart, RequestOptions.None, WriteContent.Text(value), context, false), wait);

    public ClientResponse Get(NodeId via, RequestOptions? options = null, double wait = 200) =>
        Ask(via, id => new ClientRequest.Get(id, Cart, options ?? RequestOptions.None), wait);

    /// <summary>What a node holds of the cart, on its disk and in its memory.</summary>
    public void Look(params NodeId[] nodes)
    {
        foreach (var node in nodes)
        {
            var view = _snapshot.Nodes[node];
            var memory = view.Buffered.TryGetValue(Cart, out var waiting) ? $"; in memory {Words(waiting)}" : "";
            _lines.Add($"   {node}: on disk {(view.Rows.TryGetValue(Cart, out var row) ? Words(row) : "nothing")}{memory}");
        }
    }

    public void AssertGolden(string name) => GoldenFile.AssertSame(name, _lines);

    public void Dispose() => Run.Dispose();

    private static string Words(SiblingSet versions) => string.Join(
        " and ", versions.Siblings.Select(one => $"{(one.IsTombstone ? "a tombstone" : one.ValueAsText())} ({one.Dot} after {Clock(one.Past)})"));

    // With incarnations, which the clock's own text leaves out.
    private static string Clock(VectorClock clock) => $"[{string.Join(", ", clock.Entries.Select(entry => $"{entry.Actor}:{entry.Counter}"))}]";

    private ClientResponse Ask(NodeId via, Func<OperationId, ClientRequest> request, double wait)
    {
        Do(new RequestAction(via, request(Run.NextOperation(via))));
        RunFor(wait);
        return Run.TakeResponses().Single();
    }
}
