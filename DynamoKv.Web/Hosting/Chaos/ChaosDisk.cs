// What is done to a disk on purpose.
using System.Collections.Immutable;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Web.Hosting.Chaos;

/// <summary>What is done to a disk on purpose: nothing, slowness, or no room. Thread-safe.</summary>
internal sealed class ChaosDisk : IDisposable
{
    private readonly ManualResetEventSlim _never = new(initialState: false);
    private ImmutableList<Trouble> _troubles = [];

    private sealed class Trouble(TimeSpan? delay)
    {
        public TimeSpan? Delay => delay; // null: full
    }

    /// <summary>Takes all room away; gives what gives it back.</summary>
    public Action Fill() => Add(new Trouble(null));

    /// <summary>Makes commits slower; gives what makes them as fast as before.</summary>
    public Action Slow(TimeSpan delay) => Add(new Trouble(delay));

    /// <summary>To be called in front of each commit.</summary>
    /// <exception cref="StoreFullException">When there is no room.</exception>
    public void BeforeCommit()
    {
        foreach (var trouble in _troubles)
        {
            if (trouble.Delay is not { } delay)
            {
                throw new StoreFullException("The disk is full, because a fault that was put in on purpose says so: heal it, or wait until it expires.");
            }

            _never.Wait(delay);
        }
    }

    public void Dispose() => _never.Dispose();

    private Action Add(Trouble trouble)
    {
        ImmutableInterlocked.Update(ref _troubles, troubles => troubles.Add(trouble));
        return () => ImmutableInterlocked.Update(ref _troubles, troubles => troubles.Remove(trouble));
    }
}
