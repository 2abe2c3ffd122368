// Something that will happen.
namespace DynamoKv.Engine.Simulation.Events;

/// <summary>Something that will happen at a time. A value, so that a million of them waiting are one array.</summary>
/// <param name="Time">When, in microseconds.</param>
/// <param name="Class">Of which kind.</param>
/// <param name="Node">The position of the node that it concerns, among the scenario's members.</param>
/// <param name="Sender">Who sent the message.</param>
/// <param name="Number">The message's number, or the life of the node for which a timer or commit is meant.</param>
/// <param name="Cause">The log entry that led to it; 0: none.</param>
/// <param name="Payload">The message, the timer or the action.</param>
internal readonly record struct ScheduledEvent(
    long Time, EventClass Class, int Node = 0, int Sender = 0, long Number = 0, long Cause = 0, object? Payload = null);
