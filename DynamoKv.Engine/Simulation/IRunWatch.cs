// Looks at a run at times of its own.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation;

/// <summary>
/// Looks at a run at virtual times of its own choice, and changes nothing. It is asked when the clock is about to pass such a time, so
/// what it sees is the same at every speed, stepped or free-running, and in every replay.
/// </summary>
public interface IRunWatch
{
    /// <summary>The first time after another one at which it wants to look.</summary>
    Instant NextAfter(Instant time);

    /// <summary>Looks; the run's clock stands at the time that was asked for, and all that was due by then is done.</summary>
    void Look();
}
