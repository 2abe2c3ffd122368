// The part of a run that does again what was done by hand.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation;

public sealed partial class SimulationRun
{
    private int _nextByHand;
    private bool _isReplaying; // all that was done by hand comes from a list then

    /// <summary>How many of the scenario's lines of what was done by hand have had their time.</summary>
    public int ByHandDone => _nextByHand;

    /// <summary>Goes on to a step and a time that the same run has been at before: no event beyond that step is taken, even if it is due.</summary>
    /// <param name="step">How many steps it had taken.</param>
    /// <param name="now">What its clock said.</param>
    public void RunTo(long step, Instant now)
    {
        StepTo(step);
        while (StoppedBecause is null && _nextByHand < Scenario.ByHand.Length && Scenario.ByHand[_nextByHand] is var next
            && next.At <= now && (next.AfterStep ?? long.MaxValue) <= step)
            DoByHand(next);

        if (StoppedBecause is null && now > Now)
            MoveTo(now);
    }

    /// <summary>What is to be done before the next event; null: nothing.</summary>
    private HandAction? DueByHand()
    {
        if (_isReplaying || _nextByHand >= Scenario.ByHand.Length)
            return null;

        var next = Scenario.ByHand[_nextByHand];
        var waits = _world.Queue.Count > 0 ? _world.Queue.NextTime : long.MaxValue;
        return waits > next.At.Microseconds || (waits == next.At.Microseconds && Steps >= next.AfterStep) ? next : null;
    }

    private void DoByHand(HandAction due)
    {
        _nextByHand++;
        if (due.At > Now)
            MoveTo(due.At);

        var action = Named(due.Action);
        if (ProblemWith(action) is null)
            Apply(new Intervention(Now, Steps, action) { IsPlanned = true });
        else
            Remember();
    }

    private ScenarioAction Named(ScenarioAction action) => action switch
    {
        RequestAction request when _world.Nodes.Contains(request.Via) =>
            request with { Request = request.Request with { Operation = NextOperation(request.Via) } },
        CommandAction command => command with { Command = command.Command with { Number = NextCommand } },
        _ => action,
    };
}
