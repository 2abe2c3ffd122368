// Several cuts at once.
using System.Collections.Immutable;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation;

/// <summary>Several one-way cuts that begin and end together.</summary>
/// <param name="Name">What they make together: "a ring of majorities".</param>
/// <param name="Cuts">Who can't be heard by whom.</param>
public sealed record CutsAction(string Fault, string Name, ImmutableArray<LinkBarrier> Cuts) : FaultAction(Fault)
{
    /// <inheritdoc/>
    public override string Description =>
        $"{Name}: {string.Join("; ", Cuts.Select(cut => $"{string.Join(", ", cut.Receivers)} can't hear {string.Join(", ", cut.Senders)}"))}";

    /// <inheritdoc/>
    public override ImmutableArray<LinkBarrier> Barriers => Cuts;

    /// <inheritdoc/>
    protected override string Words => $"partition: {{ name: {ScenarioText.Text(Name)}, cuts: [{string.Join(", ", Cuts.Select(CutText))}] }}";

    private static string CutText(LinkBarrier cut) => $"{{ from: {ScenarioText.List(cut.Senders)}, to: {ScenarioText.List(cut.Receivers)} }}";
}
