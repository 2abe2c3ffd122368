// What an administrator asks of a node.
namespace DynamoKv.Engine.Protocol;

/// <summary>What an administrator asks of one node. A closed set; the node answers each with a <see cref="CommandAnswer"/>.</summary>
/// <param name="Number">Names the command; the world never gives a number twice to one node.</param>
public abstract partial record NodeCommand(long Number);

/// <summary>A node's answer to a command. A closed set.</summary>
/// <param name="Number">The command's number.</param>
public abstract partial record CommandAnswer(long Number)
{
    /// <summary>It was done, or is under way.</summary>
    /// <param name="Message">One sentence for a person.</param>
    public sealed record Done(long Number, string Message) : CommandAnswer(Number);

    /// <summary>Nothing was done. The reason is one sentence that says what to change.</summary>
    public sealed record Refused(long Number, string Reason) : CommandAnswer(Number);
}
