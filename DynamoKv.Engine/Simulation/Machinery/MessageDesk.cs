// What people do to single messages.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation.Events;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Delivers, drops, delays and duplicates messages that are under way. Draws no chance: nothing else in the run shifts.</summary>
internal sealed class MessageDesk(World world)
{
    /// <summary>Why it makes no sense now; null: it does.</summary>
    public string? Problem(MessageAction action) => action switch
    {
        DelayMessageAction { By: var by } when by <= TimeSpan.Zero => "The delay is nothing: give how much later the message is to arrive.",
        _ when !world.Queue.TryFind(EventClass.Delivery, action.Message, out _) =>
            $"Message #{ScenarioText.Number(action.Message)} is not under way now: it has arrived, was lost, or was never sent.",
        _ => null,
    };

    /// <summary>Does it; it is known to make sense.</summary>
    public void Do(MessageAction action)
    {
        if (action is DuplicateMessageAction)
        {
            Duplicate(action.Message);
        }
        else if (world.Queue.TryRemove(EventClass.Delivery, action.Message, out var message))
        {
            DoTo(message, action);
        }
    }

    private void DoTo(in ScheduledEvent message, MessageAction action)
    {
        switch (action)
        {
            case DeliverMessageAction: world.Deliver(message); break;
            case DropMessageAction: world.LogDrop(message, DropReason.ByHand); break;
            case DelayMessageAction delay: Delay(message, delay.By); break;
            default: throw new InvalidOperationException($"The simulator does not know the action {action.GetType().Name}.");
        }
    }

    private void Delay(in ScheduledEvent message, TimeSpan by)
    {
        var arrival = new Instant(message.Time) + by;
        if (world.Log.IsTracing)
        {
            var delayed = new WorldEvent.MessageDelayed(message.Number, world.Nodes[message.Sender], world.Nodes[message.Node], arrival);
            world.Log.Add(world.Now, null, message.Cause, delayed);
        }

        world.Queue.Add(message with { Time = arrival.Microseconds });
    }

    private void Duplicate(long number)
    {
        if (world.Queue.TryFind(EventClass.Delivery, number, out var message))
            world.Network.CopyByHand(message, world.Now);
    }
}
