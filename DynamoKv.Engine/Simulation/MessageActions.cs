// What can be done by hand to a message that is under way.

namespace DynamoKv.Engine.Simulation;

/// <summary>Something done to one message that is under way. Its number holds for this scenario, seed and past only.</summary>
/// <param name="Message">The message's number in the run.</param>
public abstract record MessageAction(long Message) : ScenarioAction
{
    /// <summary>The word of the scenario language.</summary>
    protected abstract string Verb { get; }

    /// <summary>What stands beside the number; empty: nothing.</summary>
    protected virtual string More => "";

    /// <inheritdoc/>
    public override string ToScenarioLine() => $"{Verb}: {{ message: {ScenarioText.Number(Message)}{More} }}";
}

/// <summary>It arrives at once, unless something lies on its way.</summary>
public sealed record DeliverMessageAction(long Message) : MessageAction(Message)
{
    /// <inheritdoc/>
    protected override string Verb => "deliver_message";
}

/// <summary>It never arrives.</summary>
public sealed record DropMessageAction(long Message) : MessageAction(Message)
{
    /// <inheritdoc/>
    protected override string Verb => "drop_message";
}

/// <summary>It arrives later than the network meant, even where messages otherwise keep their order.</summary>
/// <param name="By">How much later; more than nothing.</param>
public sealed record DelayMessageAction(long Message, TimeSpan By) : MessageAction(Message)
{
    /// <summary>What a click delays by.</summary>
    public static TimeSpan UsualDelay { get; } = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    protected override string Verb => "delay_message";

    /// <inheritdoc/>
    protected override string More => $", by: {ScenarioText.Duration(By)}";
}

/// <summary>It arrives twice: a second copy comes right behind it.</summary>
public sealed record DuplicateMessageAction(long Message) : MessageAction(Message)
{
    /// <inheritdoc/>
    protected override string Verb => "duplicate_message";
}
