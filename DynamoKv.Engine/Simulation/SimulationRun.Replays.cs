// The part of a run that is done again.
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Simulation;

public sealed partial class SimulationRun
{
    /// <summary>
    /// A new run that did exactly what this one did up to (and including) the step or intervention that wrote a log
    /// entry, and is free from there.
    /// </summary>
    /// <param name="eventNumber">The entry; 0 for the beginning.</param>
    /// <param name="stores">Empty disks; the new run owns them.</param>
    /// <exception cref="ArgumentOutOfRangeException">When there is no such entry.</exception>
    public SimulationRun ForkAt(long eventNumber, IStoreFactory stores)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(eventNumber);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(eventNumber, Log.Count);
        var moment = _history.MomentOf(eventNumber);
        return Replay(Scenario, _interventions[..moment.Interventions], moment.Steps, stores, _options, moment.ByHand);
    }

    /// <summary>Runs a scenario again with what people did, up to a step; what they did after that step is left out.</summary>
    /// <exception cref="ArgumentException">When an intervention makes no sense: it comes from another scenario, seed or engine.</exception>
    public static SimulationRun Replay(
        Scenario scenario, IReadOnlyList<Intervention> interventions, long untilStep, IStoreFactory stores, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(interventions);
        return Replay(scenario, interventions, untilStep, stores, options, interventions.Count(done => done.IsPlanned));
    }

    private static SimulationRun Replay(
        Scenario scenario, IReadOnlyList<Intervention> interventions, long untilStep, IStoreFactory stores, RunOptions? options, int byHand)
    {
        var run = new SimulationRun(scenario, stores, options) { _isReplaying = true };
        foreach (var intervention in interventions)
        {
            if (intervention.AfterStep > untilStep)
                break;

            run.StepTo(intervention.AfterStep);
            run.MoveTo(intervention.At);
            run.Apply(intervention);
        }

        run.StepTo(untilStep);
        (run._isReplaying, run._nextByHand) = (false, byHand);
        return run;
    }
}
