// The latency of one directed link.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation;

/// <summary>The latency of one directed link.</summary>
/// <param name="Sender">Where the link begins.</param>
/// <param name="Receiver">Where it ends.</param>
/// <param name="Latency">How long a message travels, whatever its leg; null: as long as elsewhere.</param>
/// <param name="Added">Comes on top; null: nothing does.</param>
public sealed record LinkLatency(NodeId Sender, NodeId Receiver, Latency? Latency, Latency? Added = null)
{
    /// <summary>The link in the scenario language, e.g. "{ from: A, to: C, add: { dist: uniform, low: 10ms, high: 20ms } }".</summary>
    public string ToScenarioLine()
    {
        var ends = $"from: {ScenarioText.Text(Sender.Value)}, to: {ScenarioText.Text(Receiver.Value)}";
        var own = Latency is null ? "" : $", latency: {Latency}";
        var more = Added is null ? "" : $", add: {Added}";
        return $"{{ {ends}{own}{more} }}";
    }
}
