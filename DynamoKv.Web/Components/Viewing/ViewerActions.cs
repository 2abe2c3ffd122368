// What a person does to a run from where he stands: at the head it is done there, in the past it forks.
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Components.Viewing;

/// <summary>Where an act took place.</summary>
/// <param name="Session">The run it was done to: the one on show, or a fork of it.</param>
/// <param name="IsFork">Whether it is a new run, to which the page should go.</param>
public readonly record struct ActionPlace(IClusterSession Session, bool IsFork);

/// <summary>Acts of a person. Acting in the past forks: what has happened is never changed.</summary>
public static class ViewerActions
{
    /// <summary>The run to act on: this one at its head, else a fresh fork that ends at the viewer's cursor.</summary>
    /// <exception cref="RunLimitException">When the page has opened, or the server holds, its most runs already.</exception>
    public static ActionPlace PlaceToAct(RunViewer viewer, PageRuns runs)
    {
        if (viewer.State.IsAtHead || viewer.Session.Controls is not { } controls)
        {
            return new ActionPlace(viewer.Session, false);
        }

        return new ActionPlace(runs.Open(() => controls.Fork(viewer.State.Cursor)), true);
    }

    /// <summary>Does something to the cluster at the viewer's place and plays on.</summary>
    /// <exception cref="ArgumentException">When it makes no sense now; the message says why.</exception>
    /// <exception cref="RunLimitException">When a fork is needed, and the page has opened, or the server holds, its most runs already.</exception>
    public static ActionPlace Apply(RunViewer viewer, PageRuns runs, ScenarioAction action)
    {
        var place = PlaceToAct(viewer, runs);
        place.Session.Controls?.Apply(action);
        PlayOn(viewer, place);
        return place;
    }

    /// <summary>Plays the run on show on, so that the act is seen; a fork gets a window of its own.</summary>
    public static void PlayOn(RunViewer viewer, ActionPlace place)
    {
        if (!place.IsFork && !viewer.State.IsPlaying)
        {
            viewer.Play();
        }
    }
}
