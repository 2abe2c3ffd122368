// The part of the page that commands nodes, as an administrator does.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Components.Viewing;
using DynamoKv.Web.Sessions;
using MudBlazor;

namespace DynamoKv.Web.Components.Pages;

public abstract partial class RunPage
{
    /// <summary>A node is to deliver what it keeps.</summary>
    protected async Task DeliverAsync(HintLine line) => await CommandAsync(line.Holder, number => new NodeCommand.DeliverHints(number, line.Target));

    /// <summary>A node is commanded, and a newcomer started.</summary>
    protected async Task OrderAsync(NodeOrder order)
    {
        if (await CommandAsync(order.At, order.Command) && order.Start is { } newcomer && CanAct && !Session.Current.Head.Nodes.ContainsKey(newcomer))
        {
            Act(new StartNodeAction(newcomer));
        }
    }

    /// <summary>Asks a node and tells what it says. True when it did it.</summary>
    public async Task<bool> CommandAsync(NodeId node, Func<long, NodeCommand> command)
    {
        try
        {
            var place = ViewerActions.PlaceToAct(Viewer, Runs);
            ViewerActions.PlayOn(Viewer, place);
            GoTo(place);
            return Tell(node, await place.Session.SendCommandAsync(node, command, _stopping.Token));
        }
        catch (OperationCanceledException)
        {
            return false; // the page was left
        }
        catch (Exception refused) when (refused is ArgumentException or NodeDownException or NodeSilentException
            or RunLimitException or RunPausedException or RunStoppedException)
        {
            Notices.Add(Words.Fill(PlayText.RunFailed, refused.Message), Severity.Warning);
            return false;
        }
    }

    private bool Tell(NodeId node, CommandAnswer answer)
    {
        if (answer is CommandAnswer.Refused refused)
        {
            Notices.Add(Words.Fill(ClusterText.CommandRefused, node, refused.Reason), Severity.Warning);
            return false;
        }

        var message = answer switch
        {
            CommandAnswer.Done done => done.Message,
            CommandAnswer.PlanShown shown => shown.Message,
            CommandAnswer.Compared compared => RepairText.Of(compared.Comparison),
            _ => string.Empty,
        };
        Notices.Add(Words.Fill(ClusterText.CommandDone, node, message), Severity.Info);
        return true;
    }
}
