// The part of the page that breaks things, in a simulation and in a real cluster.
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Sessions;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace DynamoKv.Web.Components.Pages;

public abstract partial class RunPage
{
    private Visitor _visitor;

    [Inject]
    private IVisitor Visitors { get; set; } = null!;

    /// <summary>After what time a fault of a real cluster ends by itself; null: in a simulation it lasts.</summary>
    private protected TimeSpan? FaultLasts => IsLive ? ChosenTime : null;

    /// <summary>Whether anything can be broken on purpose from here.</summary>
    private protected bool CanBreak => CanAct || (IsLive && WhyNoFaults is null);

    /// <summary>Why nothing can be broken from here; null: it can.</summary>
    private protected string? WhyNoFaults => Session.Limits.Faults ?? (IsLive && !_visitor.MayBreak ? LiveText.NoScope : null) ?? WhyNot;

    /// <summary>Why processes can't be ended, stopped and started from here; null: they can.</summary>
    private protected string? WhyNoLives => IsLive ? LiveText.NoLives : null;

    private TimeSpan ChosenTime { get; set; } = FaultPanel.UsualTime;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _visitor = await Visitors.WhoAsync();

    /// <summary>Another time was chosen.</summary>
    private protected void SetFaultTime(TimeSpan? lasts) => ChosenTime = lasts ?? FaultPanel.UsualTime;

    /// <summary>Breaks or mends something.</summary>
    private protected Task BreakAsync(ScenarioAction action)
    {
        if (IsLive)
        {
            return BreakLiveAsync(action);
        }

        Act(action);
        return Task.CompletedTask;
    }

    /// <summary>Of a real cluster pages break links and disks, and always for some time only. Who may not is told why.</summary>
    private async Task BreakLiveAsync(ScenarioAction action)
    {
        if (WhyNoFaults is not null || Session.Faults is not { } faults)
        {
            Notices.Add(WhyNoFaults ?? FaultText.NoControls, Severity.Warning);
            return;
        }

        try
        {
            await (action is HealAction heal
                ? faults.HealAsync(heal.Fault, _visitor.Name, _stopping.Token)
                : faults.InjectAsync((FaultAction)action, ChosenTime, _visitor.Name, _stopping.Token));
        }
        catch (FaultRefusedException refused)
        {
            Notices.Add(Words.Fill(PlayText.RunFailed, refused.Message), Severity.Warning);
        }
        catch (OperationCanceledException)
        {
            // the page was left
        }
    }
}
