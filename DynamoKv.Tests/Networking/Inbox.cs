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
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>While set, whoever brings a message waits, as if the process stood still.</summary>
    public ManualResetEventSlim Pass { get; } = new(initialState: true);

    public bool TryReceive(NodeId sender, Message message)
    {
        Pass.Wait(TimeSpan.FromSeconds(30), Xunit.TestContext.Current.CancellationToken);
        return Interlocked.Increment(ref _count) <= capacity && _received.Writer.TryWrite((sender, message));
    }

    /// <summary>The next message; whatever hangs fails its test.</summary>
    public Task<(NodeId Sender, Message Message)> NextAsync() =>
        _received.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(15));
}
