// Which step or intervention wrote which entry of a log.
namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>How far a run had come.</summary>
/// <param name="Entries">Log entries by then.</param>
/// <param name="Steps">Steps by then.</param>
/// <param name="Interventions">Interventions by then.</param>
/// <param name="ByHand">How many of the scenario's lines of what was done by hand had had their time by then.</param>
internal readonly record struct RunMoment(long Entries, long Steps, int Interventions, int ByHand);

/// <summary>Remembers the moments at which a log grew, so that a run can be forked at any of its entries.</summary>
internal sealed class RunHistory
{
    private readonly List<RunMoment> _moments = [];

    /// <summary>Notes how far the run has come; a moment that wrote nothing is not kept.</summary>
    public void Remember(long entries, long steps, int interventions, int byHand)
    {
        if (_moments.Count == 0 || _moments[^1].Entries < entries)
            _moments.Add(new RunMoment(entries, steps, interventions, byHand));
    }

    /// <summary>The first moment at which an entry was written.</summary>
    public RunMoment MomentOf(long entry)
    {
        var (low, high) = (0, _moments.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _moments[middle].Entries >= entry ? (low, middle) : (middle + 1, high);
        }

        return _moments[low];
    }
}
