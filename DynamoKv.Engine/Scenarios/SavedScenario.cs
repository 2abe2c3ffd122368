// A run as a scenario.
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Engine.Scenarios;

/// <summary>A run as a scenario: the file that it runs, with all that people did to it.</summary>
public static class SavedScenario
{
    /// <summary>
    /// The file with what was done by hand so far, each thing at its time and step; what it says of later stays as it
    /// is.
    /// </summary>
    public static ScenarioFile Keep(ScenarioFile file, SimulationRun run)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(run);
        return file with
        {
            Seed = run.Scenario.Seed,
            Repeat = 1,
            Sweep = [],
            ByHand = [.. run.Interventions.Select(done => done.ToHand()), .. file.ByHand.Skip(run.ByHandDone)],
        };
    }

    /// <summary>
    /// The file that reproduces a run event for event up to now, to be edited and run again. It ends with the
    /// millisecond in which the run
    /// stands: all that is broken then is healed there.
    /// </summary>
    public static ScenarioFile Of(ScenarioFile file, SimulationRun run)
    {
        var kept = Keep(file, run);
        var end = TimeSpan.FromMilliseconds(Math.Floor(run.Now.SinceStart.TotalMilliseconds) + 1);
        return end >= kept.Until ? kept : kept with { Until = end, Settle = TimeSpan.Zero, ByHand = [.. kept.ByHand.Take(run.Interventions.Count)] };
    }
}
