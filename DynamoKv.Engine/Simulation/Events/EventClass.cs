// What goes first at one instant.
namespace DynamoKv.Engine.Simulation.Events;

/// <summary>The kinds of events, in the order in which they happen when they fall on one instant.</summary>
internal enum EventClass : byte
{
    /// <summary>A planned action that mends something.</summary>
    Heal,

    /// <summary>A planned action that breaks something.</summary>
    Inject,

    /// <summary>A planned change of who is a member.</summary>
    Membership,

    /// <summary>A request of a client.</summary>
    Client,

    /// <summary>A timer that a node asked for.</summary>
    Timer,

    /// <summary>A message that arrives.</summary>
    Delivery,

    /// <summary>What reaches a node from a client, or a client.</summary>
    ClientDelivery,

    /// <summary>A commit that is through.</summary>
    Commit,
}
