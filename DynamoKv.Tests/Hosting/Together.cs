// Messages that came together, for tests.
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Tests.Hosting;

/// <summary>So many pings in one frame of so many bytes, and whether somebody has read them.</summary>
internal sealed class Together(int count, int bytes = 10) : IReceivedMessages
{
    private volatile bool _isRead;

    public int Count => count;

    public int Bytes => bytes;

    public bool IsRead => _isRead;

    public void Read(Action<Message> take)
    {
        for (var number = 0; number < count; number++)
            take(new Message.Ping());

        _isRead = true;
    }
}
