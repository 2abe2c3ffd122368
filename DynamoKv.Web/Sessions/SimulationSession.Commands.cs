// The part of a session that lets administrators in.
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Web.Sessions;

public sealed partial class SimulationSession
{
    private readonly PendingCommands _commands = new();

    /// <inheritdoc/>
    public async Task<CommandAnswer> SendCommandAsync(NodeId node, Func<long, NodeCommand> command, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var (number, answer) = Enter(node, command);
        using var leaving = cancellation.UnsafeRegister(_ => LeaveCommand(number, cancellation), null);
        return await answer;
    }

    /// <inheritdoc/>
    public NodeSnapshot? Inspect(NodeId node)
    {
        lock (_gate)
        {
            return !_isDisposed && ConditionOf(node) is not null ? _run.Inspect(node) : null;
        }
    }

    /// <inheritdoc/>
    public ValueTask<MerkleNode?> MerkleTreeAsync(NodeId node, RingPosition position, int levels, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(!_isDisposed && ConditionOf(node) is not null ? _run.MerkleTree(node, position, levels) : null);
        }
    }

    private (long Number, Task<CommandAnswer> Answer) Enter(NodeId node, Func<long, NodeCommand> command)
    {
        lock (_gate)
        {
            RefuseWhenStill();
            var made = command(_run.NextCommand);
            _run.Apply(new CommandAction(Checked(node), made));
            var answer = _commands.Add(node, made.Number, _run.Now);
            AfterChange();
            return (made.Number, answer);
        }
    }

    private void LeaveCommand(long number, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _commands.Forget(number, cancellation);
            if (!_isDisposed)
            {
                AfterChange();
            }
        }
    }
}
