// What a node has received, for tests.
using System.Threading.Channels;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Tests.Networking;

/// <summary>Keeps what was received until a test looks.</summary>
/// <param name="capacity">How much has room.</param>
internal sealed class Inbox(int capacity = int.MaxValue) : IMessageReceiver
{
    private readonly Channel<(NodeId Sender, Message Message)> _received = Channel.CreateUnbounded<(NodeId, Message)>();
    private readonly Channel<(NodeId Sender, IReceivedMessages Messages)> _unread = Channel.CreateUnbounded<(NodeId, IReceivedMessages)>();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>While set, whoever brings a message waits, as if the process stood still.</summary>
    public ManualResetEventSlim Pass { get; } = new(initialState: true);

    /// <summary>Whether messages that came together are kept unread, as by a node that is busy.</summary>
    public bool IsBusy { get; set; }

    public int Receive(NodeId sender, IReceivedMessages messages)
    {
        if (IsBusy && _unread.Writer.TryWrite((sender, messages)))
            return 0;

        var dropped = 0;
        messages.Read(message => dropped += TryReceive(sender, message) ? 0 : 1);
        return dropped;
    }

    /// <summary>Reads what came first of what was kept unread.</summary>
    public async Task ReadAsync()
    {
        var (sender, messages) = await _unread.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(15));
        messages.Read(message => TryReceive(sender, message));
    }

    public bool TryReceive(NodeId sender, Message message)
    {
        Pass.Wait(TimeSpan.FromSeconds(30), Xunit.TestContext.Current.CancellationToken);
        return Interlocked.Increment(ref _count) <= capacity && _received.Writer.TryWrite((sender, message));
    }

    /// <summary>The next message; whatever hangs fails its test.</summary>
    public Task<(NodeId Sender, Message Message)> NextAsync() =>
        _received.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(15));
}
