// A run that does what figure 3 of the paper shows.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Projections.Graphs;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Versioning;
using DynamoKv.Tests.Simulation;
using DynamoKv.Web.Components.Viewing;

namespace DynamoKv.Tests.Projections.Graphs;

/// <summary>Three nodes; Sx writes twice, Sy and Sz write each without having seen the other, and Sx reconciles (figure 3).</summary>
internal sealed class FigureThreeRun : IDisposable
{
    private readonly SimulationRun _run = Worlds.Start(new Scenario
    {
        Name = "figure 3",
        Seed = 3,
        Members = [.. new[] { "Sx", "Sy", "Sz" }.Select(name => new RingMember(new NodeId(name), Tokens: 8))],
        Node = new NodeOptions { Coordinator = CoordinatorChoice.EntryNode },
    });

    public FigureThreeRun()
    {
        _run.RunFor(100);
        var first = Put("Sx", "D1", null);
        var second = Put("Sx", "D2", first);
        Put("Sy", "D3", second);
        Put("Sz", "D4", second);
        Put("Sx", "D5", Ask("Sx", id => new ClientRequest.Get(id, Worlds.Cart, RequestOptions.None)));
    }

    public VersionGraph Graph
    {
        get
        {
            var snapshot = _run.Log.Aggregate(
                ClusterSnapshot.Before(_run.Ring.Members.Select(member => member.Id)), (before, entry) => before.Apply(entry));
            return VersionGraph.Of(new VersionHistory(Worlds.Cart).Apply(_run.Log), snapshot, VersionMode.Dotted);
        }
    }

    public void Dispose() => _run.Dispose();

    private CausalContext Put(string via, string value, CausalContext? context) => Ask(
        via, id => new ClientRequest.Put(id, Worlds.Cart, RequestOptions.None, WriteContent.Text(value), context, false));

    private CausalContext Ask(string via, Func<OperationId, ClientRequest> request)
    {
        var entry = new NodeId(via);
        _run.Apply(new RequestAction(entry, request(_run.NextOperation(entry))));
        _run.RunFor(100);
        return ContextMemory.ContextOf(_run.TakeResponses().Single())!;
    }
}
