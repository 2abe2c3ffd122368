// The part of the page that does what a person asks for.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Components.Viewing;
using DynamoKv.Web.Sessions;
using MudBlazor;

namespace DynamoKv.Web.Components.Pages;

public abstract partial class RunPage
{
    /// <summary>Plays when paused, pauses when playing.</summary>
    protected void Toggle()
    {
        Viewer.Toggle();
        ShowMoment();
    }

    /// <summary>One entry on.</summary>
    protected void StepForward() => Try(() =>
    {
        Viewer.StepForward();
        ShowMoment();
    });

    /// <summary>One entry back.</summary>
    protected void StepBack()
    {
        Viewer.StepBack();
        ShowMoment();
    }

    /// <summary>To an entry, paused.</summary>
    public void Seek(long number)
    {
        Viewer.Seek(number);
        ShowMoment();
    }

    /// <summary>To the newest moment, playing.</summary>
    protected void GoToNow()
    {
        Viewer.GoToNow();
        ShowMoment();
    }

    /// <summary>To a speed.</summary>
    protected void SetSpeed(double speed) => Try(() =>
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

    /// <summary>Does something to the cluster at the moment on show.</summary>
    public void Act(ScenarioAction action) => Try(() => GoTo(ViewerActions.Apply(Viewer, Runs, action)));

    /// <summary>Reads a key through the form.</summary>
    protected Task ReadAsync(Key key) => Form?.ReadAsync(key) ?? Task.CompletedTask;

    /// <summary>Asks the cluster as a client; null: the page was left.</summary>
    public async Task<ClientResponse?> SubmitAsync(NodeId? via, Func<OperationId, ClientRequest> make)
    {
        var place = ViewerActions.PlaceToAct(Viewer, Runs);
        ViewerActions.PlayOn(Viewer, place);
        GoTo(place);
        return await place.Session.SubmitAsync(via, make, _stopping.Token);
    }

    /// <summary>Opens a fresh run of one's own.</summary>
    protected void OpenOwn() => Try(() => Navigation.NavigateTo(PathOf(Runs.Open(() => Registry.Create(null)))));

    /// <summary>While paused the address names the moment, so that it can be copied; while playing it names the run.</summary>
    protected void ShowMoment()
    {
        FollowStory();
        Navigation.NavigateTo(State.IsPlaying ? Address() : LinkTo(State.Cursor), replace: true);
    }

    private void GoTo(ActionPlace place)
    {
        if (place.IsFork)
        {
            Notices.Add(Words.Fill(PlayText.Forked, State.Cursor), Severity.Info);
            Navigation.NavigateTo(ForkAddress(place.Session));
        }
        else
        {
            ShowMoment();
        }
    }

    /// <summary>Asks for what may be refused or stay without an answer, and says so; null: it was.</summary>
    protected async Task<T?> TryAsync<T>(Func<Task<T?>> ask)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (OperationCanceledException)
        {
            return null; // the page was left
        }
        catch (Exception refused) when (refused is ArgumentException or InvalidOperationException or TimeoutException or NodeDownException
            or NodeSilentException or RunLimitException or RunPausedException or RunStoppedException)
        {
            Notices.Add(Words.Fill(PlayText.RunFailed, refused.Message), Severity.Warning);
            return null;
        }
    }

    /// <summary>Does what may be refused, and says so when it was.</summary>
    protected void Try(Action act)
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
