// Where keys lived, over the course of a run.
using DynamoKv.Engine.Membership;

namespace DynamoKv.Web.Sessions;

/// <summary>Where keys lived at each event, as the node knew it that knew most. One owner.</summary>
internal sealed class PlacementHistory(Placement founders)
{
    private readonly List<(long Event, Placement Placement)> _history = [(0, founders)];

    /// <summary>The newest.</summary>
    public Placement Newest => _history[^1].Placement;

    /// <summary>Takes what a node knows at an event.</summary>
    public void Learn(long eventNumber, Placement known)
    {
        if (known.Epoch > Newest.Epoch)
        {
            _history.Add((eventNumber, known));
        }
    }

    /// <summary>The one at an event.</summary>
    public Placement At(long eventNumber) => eventNumber >= _history[^1].Event ? Newest : _history.FindLast(known => known.Event <= eventNumber).Placement;
}
