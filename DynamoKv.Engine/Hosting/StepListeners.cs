// Who listens to what a node says of itself.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Hosting;

/// <summary>Who listens to what a node says of itself. Listeners come and go on any thread; the loop tells them.</summary>
internal sealed class StepListeners
{
    private ImmutableArray<Action<TracedStep>> _all = [];

    /// <summary>Whether anybody listens.</summary>
    public bool HasAny => !_all.IsEmpty;

    public IDisposable Add(Action<TracedStep> listener)
    {
        ImmutableInterlocked.Update(ref _all, static (all, one) => all.Add(one), listener);
        return new Seat(this, listener);
    }

    /// <summary>Tells everybody. Who fails is told nothing any more: the node must not fail with it.</summary>
    public void Tell(in TracedStep step)
    {
        foreach (var listener in _all)
        {
            try
            {
                listener(step);
            }
            catch (Exception)
            {
                Remove(listener);
            }
        }
    }

    private void Remove(Action<TracedStep> listener) =>
        ImmutableInterlocked.Update(ref _all, static (all, one) => all.Remove(one), listener);

    private sealed class Seat(StepListeners listeners, Action<TracedStep> listener) : IDisposable
    {
        private int _isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isLeft, 1) == 0)
                listeners.Remove(listener);
        }
    }
}
