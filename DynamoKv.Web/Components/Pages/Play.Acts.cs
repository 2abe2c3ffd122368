// The part of the page that does what a person asks for.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Components.Viewing;
using DynamoKv.Web.Sessions;
using MudBlazor;

namespace DynamoKv.Web.Components.Pages;

public sealed partial class Play
{
    private void Toggle()
    {
        Viewer.Toggle();
        ShowMoment();
    }

    private void StepForward() => Try(() =>
    {
        Viewer.StepForward();
        ShowMoment();
    });

    private void StepBack()
    {
        Viewer.StepBack();
        ShowMoment();
    }

    private void Seek(long number)
    {
        Viewer.Seek(number);
        ShowMoment();
    }

    private void GoToNow()
    {
        Viewer.GoToNow();
        ShowMoment();
    }

    private void SetSpeed(double speed) => Try(() =>
    {
        if (Session.Controls is { } controls)
        {
            controls.SetSpeed(speed);
        }
        else
        {
            Viewer.SetReplaySpeed(speed);
        }
    });

    private void Act(ScenarioAction action) => Try(() => GoTo(ViewerActions.Apply(Viewer, Runs, action)));

    private Task ReadAsync(Key key) => _request?.ReadAsync(key) ?? Task.CompletedTask;

    private async Task<ClientResponse?> SubmitAsync(NodeId? via, Func<OperationId, ClientRequest> make)
    {
        var place = ViewerActions.PlaceToAct(Viewer, Runs);
        ViewerActions.PlayOn(Viewer, place);
        GoTo(place);
        return await place.Session.SubmitAsync(via, make, _stopping.Token);
    }

    private void OpenOwn() => Try(() => Navigation.NavigateTo(PathOf(Runs.Open(() => Registry.Create(null)))));

    /// <summary>While paused the address names the moment, so that it can be copied; while playing it names the run.</summary>
    private void ShowMoment()
    {
        FollowStory();
        var address = State.IsPlaying ? PathOf(Session) : LinkTo(State.Cursor);
        Navigation.NavigateTo(address, replace: true);
    }

    private void GoTo(ActionPlace place)
    {
        if (place.IsFork)
        {
            Notices.Add(Words.Fill(PlayText.Forked, State.Cursor), Severity.Info);
            Navigation.NavigateTo(PathOf(place.Session));
        }
        else
        {
            ShowMoment();
        }
    }

    private void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception refused) when (refused is ArgumentException or InvalidOperationException or RunLimitException or RunPausedException or NotSimulatedException)
        {
            Notices.Add(Words.Fill(PlayText.RunFailed, refused.Message), Severity.Warning);
        }
    }
}
