// Where an administrator's commands enter the cluster and the answers leave it.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Hands commands to nodes and keeps the answers until somebody takes them.</summary>
internal sealed class CommandDesk(World world)
{
    private List<CommandAnswer> _answers = [];
    private long _lastNumber;

    /// <summary>The number that the next command will have.</summary>
    public long NextNumber => _lastNumber + 1;

    /// <summary>A command enters at its node.</summary>
    public void Submit(CommandAction action)
    {
        _lastNumber = Math.Max(_lastNumber, action.Command.Number);
        world.ProcessOf(action.Node).Take(NodeInput.CommandReceived(action.Command), 0);
    }

    /// <summary>A node answers.</summary>
    public void OnAnswer(NodeId node, CommandAnswer answer) => _answers.Add(answer);

    /// <summary>The answers since the last call, in order.</summary>
    public IReadOnlyList<CommandAnswer> TakeAnswers()
    {
        var taken = _answers;
        _answers = [];
        return taken;
    }
}
