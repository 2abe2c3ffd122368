// What a node asks to be reminded of for buffered writes (Dynamo 6.1).
namespace DynamoKv.Engine.Protocol;

public abstract partial record NodeTimer
{
    /// <summary>Time to write the rows that wait in memory.</summary>
    public sealed record FlushDue : NodeTimer;
}
