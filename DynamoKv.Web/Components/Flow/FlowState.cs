// What became of a message.
namespace DynamoKv.Web.Components.Flow;

/// <summary>What has become of a message by the moment on show.</summary>
public enum FlowState
{
    /// <summary>It is under way.</summary>
    InFlight,

    /// <summary>It has reached its receiver.</summary>
    Delivered,

    /// <summary>It will never arrive.</summary>
    Dropped,
}

/// <summary>How something stands to what is chosen, by cause and effect.</summary>
public enum FlowRelation
{
    /// <summary>Neither: concurrent, or nothing is chosen.</summary>
    None,

    /// <summary>It is what is chosen.</summary>
    Chosen,

    /// <summary>It may have influenced what is chosen.</summary>
    Past,

    /// <summary>What is chosen may have influenced it.</summary>
    Future,
}
