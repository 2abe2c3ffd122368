// Asks nodes as an administrator does.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>Asks nodes as an administrator does.</summary>
internal static class Commands
{
    /// <summary>Asks one node; what it refuses is a conflict with the state of the cluster.</summary>
    public static async Task<CommandAnswer> AskAsync(ApiCall call, NodeId node, Func<long, NodeCommand> command)
    {
        var answer = await call.Session.SendCommandAsync(node, command, call.Cancellation);
        return answer is CommandAnswer.Refused refused ? throw new ApiException(StatusCodes.Status409Conflict, refused.Reason) : answer;
    }

    /// <summary>What a node says, in a sentence.</summary>
    public static string Message(CommandAnswer answer) => answer switch
    {
        CommandAnswer.Done done => done.Message,
        CommandAnswer.Refused refused => refused.Reason,
        CommandAnswer.PlanShown shown => shown.Message,
        CommandAnswer.Compared compared => MerkleFacts.Message(compared.Comparison),
        _ => throw new InvalidOperationException($"No sentence is known for {answer.GetType().Name}."),
    };

    /// <summary>Asks several nodes at a time; one that is silent does not spoil the others, unless it is the only one.</summary>
    public static async Task<IReadOnlyList<NodeReply>> AskAsync(ApiCall call, NodeId[] nodes, Func<long, NodeCommand> command) =>
        nodes is [var only]
            ? [new NodeReply(only.Value, true, Message(await AskAsync(call, only, command)))]
            : await Task.WhenAll(nodes.Select(node => ReplyAsync(call, node, command)));

    private static async Task<NodeReply> ReplyAsync(ApiCall call, NodeId node, Func<long, NodeCommand> command)
    {
        try
        {
            var answer = await call.Session.SendCommandAsync(node, command, call.Cancellation);
            return new NodeReply(node.Value, answer is not CommandAnswer.Refused, Message(answer));
        }
        catch (NodeSilentException silent)
        {
            return new NodeReply(node.Value, null, silent.Message);
        }
        catch (NodeDownException down)
        {
            return new NodeReply(node.Value, false, down.Message);
        }
    }
}
