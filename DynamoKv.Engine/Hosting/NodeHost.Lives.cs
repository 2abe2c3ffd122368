// The lives of a real node: one after another on the same disk, until it is to stop.
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Hosting;

public sealed partial class NodeHost
{
    private TimeSpan _rest;
    private bool _wasFull;

    // The thread's body. A life that fails is followed by another one; only a stop ends it, or a disk that is refused at first.
    private void Run()
    {
        while (!_isStopping)
        {
            if (LiveOnce() is not { } failure)
                break;

            if (!_started.Task.IsCompleted && failure is not StoreFullException)
            {
                _trouble = failure.Message;
                End(failure);
                return;
            }

            _started.TrySetResult();
            Rest();
        }

        End(null);
    }

    // Gives what ended the life; null: the node is to stop.
    private Exception? LiveOnce()
    {
        NodeLife? life = null;
        try
        {
            _clock.Read();
            life = NodeLife.Open(Id, Options, _options, _stores, _clock.Elapsed, Counters, _wasFull);
            Volatile.Write(ref _lives, _lives + 1);
            _numbers.Begin(life.Store, _clock.Now);
            Live(life);
            return null;
        }
        catch (Exception failure)
        {
            OnFailure(failure, life);
            return failure;
        }
        finally
        {
            Close(life);
        }
    }

    private void OnFailure(Exception failure, NodeLife? life)
    {
        _trouble = Sentence(failure);
        _wasFull = failure is StoreFullException;
        _rest = life is not null && _clock.Elapsed - life.Began >= _options.GoodLife ? TimeSpan.Zero : _rest;
        RefuseWaiting();
        var why = $"{Id} failed while this was under way, and whether it was done is unknown: {_trouble}";
        _pending.FailAll(() => new NodeStoppedException(why));
        foreach (var look in _looks)
            look.Fail(new NodeStoppedException(why));

        _looks.Clear();
        Failed?.Invoke(failure);
    }

    // Nothing of this was begun.
    private void RefuseWaiting()
    {
        foreach (var work in _queue.Close())
        {
            if (work is PendingRequest)
                _pending.GiveSeatBack();

            work.Fail(Refusal());
        }
    }

    private void Rest()
    {
        var doubled = _rest * 2;
        _rest = doubled < _options.FirstRetry ? _options.FirstRetry : doubled > _options.LongestRetry ? _options.LongestRetry : doubled;
        _clock.Read();
        var until = _clock.Elapsed + _rest;
        while (!_isStopping && _clock.Elapsed < until)
        {
            Sleep(until, null);
            _clock.Read();
        }
    }

    private void End(Exception? failure)
    {
        RefuseWaiting();
        _pending.FailAll(() => new NodeStoppedException($"{Id} stopped before this was done, and whether it was done is unknown."));
        _trouble ??= $"{Id} has stopped.";
        if (failure is not null)
            _started.TrySetException(failure);

        _started.TrySetResult();
        _stopped.TrySetResult();
    }

    // A store that can't even be closed is opened anew all the same: its lock went with its files.
    private void Close(NodeLife? life)
    {
        try
        {
            life?.Dispose();
        }
        catch (Exception problem)
        {
            Failed?.Invoke(problem);
        }
    }

    private string Sentence(Exception failure) => failure is StoreFullException or StoreFailedException or StoreRefusedException
        ? failure.Message
        : $"{Id} failed and starts anew from its disk ({failure.GetType().Name}: {failure.Message})";
}
