// What a person has chosen to look at.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Components.Views;

/// <summary>What a person has chosen to look at, the same in all views. Immutable; what is null is not chosen.</summary>
public sealed record Selection
{
    /// <summary>Nothing is chosen.</summary>
    public static Selection None { get; } = new();

    /// <summary>A node.</summary>
    public NodeId? Node { get; init; }

    /// <summary>A key.</summary>
    public Key? Key { get; init; }

    /// <summary>A client's operation.</summary>
    public OperationId? Operation { get; init; }

    /// <summary>A message, by its number in the run.</summary>
    public long? Message { get; init; }

    /// <summary>An entry of the log, by its number: looked at, which is not where the cursor stands.</summary>
    public long? Event { get; init; }
}
