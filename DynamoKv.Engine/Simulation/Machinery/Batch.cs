// What one batch of steps asks of the world, kept until it is durable.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>The outbox of a batch, with the share of each step, so that each line of the log gets the cause it has. Reused.</summary>
internal sealed class Batch(bool isTracing)
{
    private readonly Outbox _outbox = new(isTracing);
    private readonly List<StepMark> _marks = [];

    /// <summary>How many inputs the batch has.</summary>
    public int Count => _marks.Count;

    /// <summary>Steps a node once and notes what it asked for.</summary>
    public void Step(DynamoNode node, in WaitingInput waiting, Instant now)
    {
        node.Step(waiting.Input, now, _outbox);
        _marks.Add(new StepMark(
            waiting.Cause, _outbox.Traced.Count, _outbox.Messages.Count, _outbox.Timers.Count, _outbox.Responses.Count,
            _outbox.Answers.Count));
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _marks.Clear();
        _outbox.Clear();
    }

    /// <summary>Does all that the batch asks for, step by step.</summary>
    /// <param name="process">Whose batch it is.</param>
    public void Release(NodeProcess process)
    {
        var begin = default(StepMark);
        foreach (var end in _marks)
        {
            Release(process, begin, end);
            begin = end;
        }
    }

    /// <summary>Tells only what the disk holds: for a process that died after the disk had it and before anybody heard.</summary>
    /// <param name="process">Whose batch it was.</param>
    public void ReleaseStored(NodeProcess process)
    {
        var index = 0;
        foreach (var end in _marks)
        {
            for (; index < end.Traces; index++)
            {
                if (_outbox.Traced[index].IsOnDisk)
                    process.Log(end.Cause, _outbox.Traced[index]);
            }
        }
    }

    private void Release(NodeProcess process, in StepMark begin, in StepMark end)
    {
        var cause = end.Cause;
        for (var index = begin.Traces; index < end.Traces; index++)
        {
            var entry = process.Log(cause, _outbox.Traced[index]);
            cause = cause == 0 ? entry : cause; // nothing led to a client's request: its own first line leads to the rest
        }

        for (var index = begin.Messages; index < end.Messages; index++)
            process.Send(_outbox.Messages[index], cause);

        for (var index = begin.Timers; index < end.Timers; index++)
            process.Schedule(_outbox.Timers[index], cause);

        for (var index = begin.Responses; index < end.Responses; index++)
            process.Answer(_outbox.Responses[index]);

        for (var index = begin.Answers; index < end.Answers; index++)
            process.Answer(_outbox.Answers[index]);
    }
}
