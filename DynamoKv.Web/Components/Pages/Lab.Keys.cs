// The part of the workbench that answers to keys.
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Components.Views;

namespace DynamoKv.Web.Components.Pages;

public sealed partial class Lab
{
    /// <inheritdoc/>
    protected override Task ActOnKeyAsync(string key)
    {
        if (key is [var digit and >= '1' and <= '9'])
        {
            if (ViewList.Find((ViewKind)(digit - '0')) is { } view)
            {
                ToggleView(view.Kind);
            }

            return Task.CompletedTask;
        }

        return key == "c" ? CopyLinkAsync() : LabActOf(key) is { } act ? Do(act) : base.ActOnKeyAsync(key);
    }

    /// <inheritdoc/>
    protected override void LetGo()
    {
        if (HasRun && Chosen != Selection.None)
        {
            Select(Selection.None);
        }
    }

    private Action? LabActOf(string key) => key switch
    {
        "Shift+ArrowLeft" => () => StepOperation(isForward: false),
        "Shift+ArrowRight" => () => StepOperation(isForward: true),
        "n" => GoToAnomaly,
        "v" => NextVerdict,
        "y" => ToggleSpacing,
        "f" => ForkHere,
        "x" => () => ActOnMessage(number => new DropMessageAction(number)),
        "d" => () => ActOnMessage(number => new DelayMessageAction(number, DelayMessageAction.UsualDelay)),
        "u" => () => ActOnMessage(number => new DuplicateMessageAction(number)),
        _ => null,
    };

    private void ActOnMessage(Func<long, ScenarioAction> choose)
    {
        if (CanAct && Chosen.Message is { } number)
        {
            Act(choose(number));
        }
    }
}
