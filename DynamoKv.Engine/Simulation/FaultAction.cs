// What stays broken until it is healed.
using System.Collections.Immutable;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation;

/// <summary>Something that stays in force until it is healed under its name.</summary>
/// <param name="Fault">The name: no other fault in force has it.</param>
public abstract record FaultAction(string Fault) : ScenarioAction
{
    /// <summary>What is broken, in a sentence without a full stop, for people.</summary>
    public abstract string Description { get; }

    /// <summary>Who can't be heard by whom while it is in force; empty for faults that cut no link.</summary>
    public virtual ImmutableArray<LinkBarrier> Barriers => [];

    /// <inheritdoc/>
    public sealed override string ToScenarioLine() => $"id: {ScenarioText.Text(Fault)}, {Words}";

    /// <summary>The scenario line without the name.</summary>
    protected abstract string Words { get; }
}

/// <summary>Ends a fault.</summary>
/// <param name="Fault">The name under which it is in force.</param>
public sealed record HealAction(string Fault) : ScenarioAction
{
    /// <inheritdoc/>
    public override string ToScenarioLine() => $"heal: {{ fault: {ScenarioText.Text(Fault)} }}";
}
