// The part of the page that answers to keys.
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Components.Interop;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Viewing;
using Microsoft.JSInterop;

namespace DynamoKv.Web.Components.Pages;

public abstract partial class RunPage
{
    /// <summary>A key was pressed outside of any field.</summary>
    [JSInvokable]
    public async Task OnKeyAsync(string key)
    {
        if (key == "?")
        {
            Frame?.ShowHelp();
        }
        else if (key == "Escape")
        {
            Frame?.HideHelp();
            LetGo();
        }
        else if (_viewer is not null)
        {
            await ActOnKeyAsync(key);
            StateHasChanged();
        }
    }

    /// <summary>What a key does on this page.</summary>
    protected virtual Task ActOnKeyAsync(string key) => key switch
    {
        "p" => FocusAsync(FaultPanel.PartitionFieldId),
        "l" => FocusAsync(FaultPanel.NetworkFieldId),
        "w" => FocusAsync(RequestPanel.ValueFieldId),
        "g" => FocusAsync(RequestPanel.KeyFieldId),
        _ => Do(ActOf(key)),
    };

    private Action ActOf(string key) => key switch
    {
        " " or "." => Toggle,
        "ArrowLeft" => StepBack,
        "ArrowRight" => StepForward,
        "Home" => () => Seek(0),
        "End" => GoToNow,
        "[" => () => SetSpeed(SpeedLadder.Slower(State.Speed)),
        "]" => () => SetSpeed(SpeedLadder.Faster(State.Speed)),
        "t" => ToggleTable,
        "k" => () => ActOnNode(node => node.Condition == NodeCondition.Down
            ? new RestartAction(node.Id)
            : new CrashAction(node.Id, CrashLoss.Memory)),
        "z" => () => ActOnNode(node => node.Condition == NodeCondition.Paused
            ? new ResumeAction(node.Id)
            : new PauseAction(node.Id)),
        _ => Nothing,
    };

    /// <summary>Does something to the chosen node; nothing without one.</summary>
    protected void ActOnNode(Func<NodeView, ScenarioAction> choose)
    {
        if (CanAct && Chosen.Node is { } id && State.Snapshot.Nodes.TryGetValue(id, out var node))
        {
            Act(choose(node));
        }
    }

    /// <summary>Puts the focus on a field.</summary>
    protected Task FocusAsync(string id) => _page is { } page
        ? BrowserCalls.TryAsync(() => page.InvokeVoidAsync("focusOn", id)).AsTask()
        : Task.CompletedTask;

    private static void Nothing()
    {
        // Only keys of the list in page.js arrive; one that is not known here means nothing.
    }

    /// <summary>Does it at once.</summary>
    protected static Task Do(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
