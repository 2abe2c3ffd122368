// Looks at a run from time to time.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Scenarios.Assertions;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Engine.Scenarios.Running;

/// <summary>
/// Looks at a run from time to time, for assertions about what the nodes hold at a time. It changes nothing.
/// </summary>
internal sealed class Watch(ScenarioFile file, SimulationRun run) : IRunWatch
{
    /// <summary>How exactly the time is known at which the cluster came to rest.</summary>
    public static TimeSpan Every { get; } = TimeSpan.FromMilliseconds(100);

    private static readonly long Grid = Every.Ticks / TimeSpan.TicksPerMicrosecond;

    private readonly Dictionary<string, Instant> _reached = []; // states, by the assertion's name; looked up only
    private readonly Dictionary<string, Rift?> _hintsAt = [];

    /// <summary>Since when no fault is active and nobody asks anything; null: not now.</summary>
    public Instant? CalmSince { get; private set; }

    /// <summary>When the replicas were first seen equal after that; null: never.</summary>
    public Instant? ConvergedAt { get; private set; }

    /// <summary>
    /// Why they were not equal when they were looked at last; null: they were, or were not looked at.
    /// </summary>
    public Rift? Unrest { get; private set; }

    /// <summary>When a state was first seen; null: never.</summary>
    public Instant? ReachedAt(Assertion.Eventually assertion) => _reached.TryGetValue(assertion.Id, out var at) ? at : null;

    /// <summary>Whether the time of an assertion came, and who kept a hint then; null: nobody.</summary>
    public (bool Came, Rift? Kept) HintsAt(Assertion.HintsDrained assertion) => (_hintsAt.TryGetValue(assertion.Id, out var kept), kept);

    /// <inheritdoc/>
    public Instant NextAfter(Instant time)
    {
        var next = new Instant(((time.Microseconds / Grid) + 1) * Grid);
        foreach (var drained in file.Assertions.OfType<Assertion.HintsDrained>())
        {
            if (Instant.After(drained.By) is var by && by > time && by < next)
                next = by;
        }

        return next;
    }

    /// <inheritdoc/>
    public void Look()
    {
        foreach (var drained in file.Assertions.OfType<Assertion.HintsDrained>().Where(drained => Instant.After(drained.By) == run.Now))
            _hintsAt[drained.Id] = Disks.HintLeft(Disks.Of(run));

        if (!IsCalm())
        {
            (CalmSince, ConvergedAt) = (null, null);
            _reached.Clear();
            return;
        }

        CalmSince ??= run.Now;
        if (ConvergedAt is null && file.Assertions.Any(assertion => assertion is Assertion.Converged))
        {
            Unrest = Disks.Difference(run);
            ConvergedAt = Unrest is null ? run.Now : null;
        }

        foreach (var eventually in file.Assertions.OfType<Assertion.Eventually>())
        {
            if (!_reached.ContainsKey(eventually.Id) && Disks.Holds(run, eventually.State.Node, eventually.State.Key) == eventually.State.Has)
                _reached[eventually.Id] = run.Now;
        }
    }

    // Clients that have no end of their own end with the scenario.
    private bool IsCalm() =>
        run.Now >= Instant.After(file.Workload is { Clients: > 0 } workload ? workload.Stop ?? file.Until : TimeSpan.Zero)
        && run.Now >= LastPlanned
        && run.ActiveFaults.IsEmpty
        && run.Nodes.All(node => run.IsUp(node) && !run.IsPaused(node));

    private Instant LastPlanned { get; } = file.Faults.IsEmpty && (file.Workload?.Script.IsEmpty ?? true) ? Instant.Zero : Instant.After(file.Until);
}
