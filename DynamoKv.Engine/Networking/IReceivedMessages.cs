// Messages that arrived together and are still bytes.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Networking;

/// <summary>
/// Messages that arrived together and are still bytes. Whoever takes them reads them where they are used: an object that was
/// made by one processor and is used by another costs more than to read it.
/// </summary>
public interface IReceivedMessages
{
    /// <summary>How many there are; of kinds that this version does not know, too.</summary>
    int Count { get; }

    /// <summary>How many bytes they hold until they are read.</summary>
    int Bytes { get; }

    /// <summary>Reads all, in their order; to be called once. What is malformed ends the reading, and the conversation it came by.</summary>
    void Read(Action<Message> take);
}
