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
        NodeCommand.StageJoin join =>
            $"stage_join: {{ node: {ScenarioText.Text(join.Node.Value)}, tokens: {join.Tokens}{(join.Rack is null ? "" : $", rack: {ScenarioText.Text(join.Rack)}")}"
            + $"{(join.Address.Length == 0 ? "" : $", address: {ScenarioText.Text(join.Address)}")} }}",
        NodeCommand.StageLeave leave => $"stage_leave: {ScenarioText.Text(leave.Node.Value)}",
        NodeCommand.ShowPlan => "plan: show",
        NodeCommand.CommitPlan => "plan: commit",
        NodeCommand.ClearPlan => "plan: clear",
        NodeCommand.DeliverHints deliver => deliver.Target is { } target ? $"deliver_hints: {ScenarioText.Text(target.Value)}" : "deliver_hints: all",
        NodeCommand.ReapNow => "reap: now",
        NodeCommand.PauseTransfers => "pause_transfers: all",
        NodeCommand.ResumeTransfers => "resume_transfers: all",
        NodeCommand.OfAntiEntropy antiEntropy => AntiEntropyCommandText.Of(antiEntropy),
        _ => throw new InvalidOperationException($"The scenario language has no words for {command.GetType().Name}."),
    };
}
