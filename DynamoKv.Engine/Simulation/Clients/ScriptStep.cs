// One step of a script.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Clients;

/// <summary>One operation of one client, at a certain time or after another step. It is asked once at most.</summary>
/// <param name="Id">Its name in the script.</param>
/// <param name="Client">Who asks: a client of the load, or one more.</param>
/// <param name="Start">When.</param>
/// <param name="Ask">What.</param>
public sealed record ScriptStep(string Id, string Client, ScriptStart Start, ScriptAsk Ask)
{
    /// <summary>R, W and timeout; null: as for all.</summary>
    public RequestOptions? Options { get; init; }

    /// <summary>The node that is asked first; null: one is drawn.</summary>
    public NodeId? Via { get; init; }

    /// <summary>"{ at: 10s, id: w1, client: c1, put: { key: milk, value: ... } }".</summary>
    public string ToScenarioLine()
    {
        List<string> words = [Start.Words, $"id: {ScenarioText.Text(Id)}", $"client: {ScenarioText.Text(Client)}"];
        if (Via is { } via)
            words.Add($"via: {ScenarioText.Text(via.Value)}");

        words.Add(Ask.Words(Options ?? RequestOptions.None));
        return $"{{ {string.Join(", ", words)} }}";
    }
}

/// <summary>When a step is taken. A closed set.</summary>
public abstract record ScriptStart
{
    internal abstract string Words { get; }

    /// <summary>At a time.</summary>
    public sealed record At(Instant Time) : ScriptStart
    {
        internal override string Words => $"at: {ScenarioText.Duration(Time.SinceStart)}";
    }

    /// <summary>When another step has ended; never when that never does, or ends otherwise.</summary>
    /// <param name="Step">The other step.</param>
    /// <param name="End">How it must end.</param>
    /// <param name="Delay">How long after that.</param>
    public sealed record After(string Step, StepEnd End, TimeSpan Delay) : ScriptStart
    {
        internal override string Words => $"after: {Step}.{Ending}" + (Delay == TimeSpan.Zero ? "" : $", delay: {ScenarioText.Duration(Delay)}");

        private string Ending => End switch
        {
            StepEnd.Ok => "ok",
            StepEnd.Fail => "fail",
            StepEnd.Done => "done",
            _ => throw new InvalidOperationException($"A step can't end by '{End}'."),
        };
    }
}

/// <summary>How a step ends.</summary>
public enum StepEnd
{
    /// <summary>It was done.</summary>
    Ok,

    /// <summary>It was not done, or nobody knows.</summary>
    Fail,

    /// <summary>One of the two.</summary>
    Done,
}
