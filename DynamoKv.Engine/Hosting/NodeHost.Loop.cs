// The loop of a real node: batches, the commit between stepping and telling, and sleep.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Hosting;

public sealed partial class NodeHost
{
    private const int QuietInputs = 64; // gossip of a small cluster: a node that hears only that is idle

    private readonly Outbox _silent = new(isTracing: false);
    private readonly Outbox _tracing = new(isTracing: true);
    private readonly AnswerRound _round;
    private readonly WaitingInput[] _batch;
    private readonly List<IPendingLook> _looks = [];
    private readonly Action<Message> _stepRead;
    private (NodeLife Life, Outbox Outbox, NodeId Sender) _reading; // good while messages that came together are read
    private TimeSpan _quietSince;
    private long _quietInputs;
    private long _batches, _inputs, _commitTicks, _lives;
    private int _timers;
    private volatile bool _isAlarmSet;
    private TimeSpan _alarmAt;

    // Until the node is to stop; whatever the store or the node throws ends the life.
    private void Live(NodeLife life)
    {
        var outbox = Begin(life);
        life.Node.Step(NodeInput.Started, _clock.Now, outbox);
        Finish(life, outbox, inputs: 1);
        _trouble = null;
        _queue.Open();
        _started.TrySetResult();
        TimeSpan? stopAt = null;
        while (true)
        {
            if (_isStopping)
            {
                stopAt ??= _clock.Elapsed + _options.StopWithin;
                if (_pending.OpenRequests == 0 || _clock.Elapsed >= stopAt)
                    return;
            }

            if (!TakeBatch(life))
            {
                TidyWhenIdle(life);
                Sleep(life.Timers.NextAt, stopAt);
            }
        }
    }

    // False: there was nothing to do.
    private bool TakeBatch(NodeLife life)
    {
        var outbox = Begin(life);
        var stepped = 0;
        for (; stepped < _options.MaxBatch / 2 && life.Timers.TakeDue(_clock.Elapsed) is { } timer; stepped++)
            life.Node.Step(NodeInput.TimerFired(timer), _clock.Now, outbox);

        var taken = _queue.Take(_batch.AsSpan(0, _batch.Length - stepped));
        var waited = taken > 0 ? _time.GetElapsedTime(_batch[0].At) : TimeSpan.Zero;
        for (var index = 0; index < taken; index++)
        {
            var input = _batch[index];
            Step(life, input, outbox);
            stepped += input.Count;
        }

        Array.Clear(_batch, 0, taken);
        if (stepped == 0)
            return false;

        Volatile.Write(ref _inputs, _inputs + stepped);
        Finish(life, outbox, stepped, waited);
        return true;
    }

    private Outbox Begin(NodeLife life)
    {
        _clock.Read();
        var outbox = _listeners.HasAny ? _tracing : _silent;
        outbox.Clear();
        Volatile.Write(ref _timers, life.Timers.Count);
        return outbox;
    }

    private void Step(NodeLife life, in WaitingInput input, Outbox outbox)
    {
        switch (input.Work)
        {
            case null when input.Several is { } several:
                _reading = (life, outbox, input.Sender);
                several.Read(_stepRead);
                break;
            case null:
                Step(life, input.Sender, input.Message!, outbox);
                break;
            case PendingRequest request:
                Step(life, request, outbox);
                break;
            case PendingCommand command:
                Step(life, command, outbox);
                break;
            case IPendingLook look:
                _looks.Add(look);
                break;
            default:
                throw new InvalidOperationException($"{Id} does not know the work {input.Work.GetType().Name}.");
        }
    }

    private void StepRead(Message message) => Step(_reading.Life, _reading.Sender, message, _reading.Outbox);

    private void Step(NodeLife life, NodeId sender, Message message, Outbox outbox) =>
        life.Node.Step(NodeInput.MessageReceived(sender, RequestAge.Arrived(message, _clock.Now)), _clock.Now, outbox);

    private void Step(NodeLife life, PendingRequest pending, Outbox outbox)
    {
        var number = _numbers.Next();
        if (pending.IsOver || pending.TryMake(new OperationId(Id, number)) is not { } request)
        {
            _pending.GiveSeatBack();
            return;
        }

        _pending.Add(number, pending);
        life.Node.Step(NodeInput.RequestReceived(request), _clock.Now, outbox);
    }

    private void Step(NodeLife life, PendingCommand pending, Outbox outbox)
    {
        var number = _numbers.Next();
        if (pending.IsOver || pending.TryMake(number) is not { } command)
            return;

        if (_pending.TryAdd(number, pending))
            life.Node.Step(NodeInput.CommandReceived(command), _clock.Now, outbox);
        else
            pending.Fail(Refusal());
    }

    // Nothing leaves before the commit that it promises.
    private void Finish(NodeLife life, Outbox outbox, int inputs, TimeSpan waited = default)
    {
        _numbers.ReserveAhead(life.Store);
        var began = _time.GetTimestamp();
        life.Store.Commit();
        var took = _time.GetElapsedTime(began);
        Volatile.Write(ref _commitTicks, _commitTicks + took.Ticks);
        Volatile.Write(ref _batches, _batches + 1);
        Watch?.Committed(inputs, took, waited);
        TellMembers(life);
        Release(life, outbox);
        foreach (var look in _looks)
            look.LookAt(life.Node);

        _looks.Clear();
    }

    private void Release(NodeLife life, Outbox outbox)
    {
        for (var index = 0; index < outbox.Traced.Count; index++)
            _listeners.Tell(new TracedStep(_clock.Now, outbox.Traced[index]));

        for (var index = 0; index < outbox.Messages.Count; index++)
            Send(outbox.Messages[index]);

        if (outbox.Messages.Count > 0)
            _transport!.Flush();

        for (var index = 0; index < outbox.Timers.Count; index++)
            life.Timers.Add(_clock.Elapsed, outbox.Timers[index].Delay, outbox.Timers[index].Timer);

        for (var index = 0; index < outbox.Responses.Count; index++)
            Settle(outbox.Responses[index]);

        _round.Send();
        for (var index = 0; index < outbox.Answers.Count; index++)
            _pending.Settle(outbox.Answers[index]);
    }

    private void Settle(ClientResponse response)
    {
        if (_pending.Take(response) is not { } request)
            return;

        Watch?.Answered(request.Kind, response, _time.GetElapsedTime(request.Began));
        _round.Add(request, response);
    }

    private void Send(in OutgoingMessage outgoing)
    {
        if (outgoing.Receiver == Id)
            TryReceive(Id, RequestAge.Leaving(outgoing.Message, _clock.Now));
        else
            _transport!.Post(outgoing.Receiver, RequestAge.Leaving(outgoing.Message, _clock.Now));
    }

    private void TellMembers(NodeLife life)
    {
        var epoch = life.Node.Scope.RingEpoch;
        if (MembersChanged is null || life.ToldEpoch == epoch)
            return;

        life.ToldEpoch = epoch;
        MembersChanged([.. life.Node.Snapshot().Membership.Members.Select(member => member.Record)]);
    }

    private void TidyWhenIdle(NodeLife life)
    {
        if (_clock.Elapsed - _quietSince < _options.IdleAfter)
            return;

        var isQuiet = _inputs - _quietInputs <= QuietInputs;
        (_quietSince, _quietInputs) = (_clock.Elapsed, _inputs);
        if (isQuiet)
            life.Store.Tidy();
    }

    private void Sleep(TimeSpan? nextTimer, TimeSpan? stopAt)
    {
        var wakeAt = nextTimer is { } timer && stopAt is { } stop ? (timer < stop ? timer : stop) : nextTimer ?? stopAt;
        if (wakeAt is { } at)
        {
            _clock.Read();
            if (at <= _clock.Elapsed)
                return;

            if (!_isAlarmSet || at < _alarmAt)
            {
                SetAlarm(at);
                if (at <= _clock.Elapsed)
                    return; // time went on while the alarm was set
            }
        }

        _queue.Sleep();
    }

    // An alarm that comes too early costs less than to set it anew before every sleep.
    private void SetAlarm(TimeSpan at)
    {
        (_isAlarmSet, _alarmAt) = (true, at);
        _alarm.Change(at - _clock.Elapsed, Timeout.InfiniteTimeSpan);
        _clock.Read();
    }

    private void OnAlarm()
    {
        _isAlarmSet = false;
        _queue.Wake();
    }
}
