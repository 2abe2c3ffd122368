// Commands about anti-entropy in the scenario language.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation;

/// <summary>Writes commands about anti-entropy as properties of a scenario line.</summary>
internal static class AntiEntropyCommandText
{
    /// <exception cref="InvalidOperationException">When the command has no words yet.</exception>
    public static string Of(NodeCommand.OfAntiEntropy command) => command switch
    {
        NodeCommand.ExchangeWith exchange => $"exchange_with: {ScenarioText.Text(exchange.Target.Value)}, "
            + $"mode: {exchange.Mode.ToString().ToLowerInvariant()}, dry_run: {(exchange.IsDryRun ? "true" : "false")}",
        NodeCommand.Compare compare => $"compare_with: {ScenarioText.Text(compare.Target.Value)}",
        NodeCommand.PauseAntiEntropy => "anti_entropy: paused",
        NodeCommand.ResumeAntiEntropy => "anti_entropy: resumed",
        _ => throw new InvalidOperationException($"The scenario language has no words for {command.GetType().Name}."),
    };
}
