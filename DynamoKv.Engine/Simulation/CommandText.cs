// Commands in the scenario language.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation;

/// <summary>Writes commands as properties of a scenario line.</summary>
internal static class CommandText
{
    /// <summary>The command's name and what it names.</summary>
    /// <exception cref="InvalidOperationException">When the command has no words yet.</exception>
    public static string Of(NodeCommand command) => command switch
    {
        NodeCommand.DeliverHints deliver => deliver.Target is { } target ? $"deliver_hints: {ScenarioText.Text(target.Value)}" : "deliver_hints: all",
        _ => throw new InvalidOperationException($"The scenario language has no words for {command.GetType().Name}."),
    };
}
