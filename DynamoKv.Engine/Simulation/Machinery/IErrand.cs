// An event that knows what is to be done.
using DynamoKv.Engine.Simulation.Events;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>The payload of an event that is neither a message nor a timer nor an action: it knows itself what is to be done.</summary>
internal interface IErrand
{
    /// <summary>Its time has come.</summary>
    void Run(in ScheduledEvent due);
}
