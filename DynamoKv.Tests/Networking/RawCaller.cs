// A caller that says exactly what a test wants.
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Networking.Wire;
using DynamoKv.Engine.Primitives;
using Grpc.Core;
using Grpc.Net.Client;

namespace DynamoKv.Tests.Networking;

/// <summary>Speaks to a node's port without the transport's own caller: as a stranger, or as a node that is broken.</summary>
internal sealed class RawCaller : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly AsyncDuplexStreamingCall<WireFrame, WireFrame> _call;

    public RawCaller(string address)
    {
        _channel = GrpcChannel.ForAddress(address);
        _call = _channel.CreateCallInvoker().AsyncDuplexStreamingCall(NodeService.Converse, null, default);
    }

    /// <summary>A node with the cluster's secret, or another one.</summary>
    public static Identity Node(string id, string? secret = Member.Secret, string cluster = "test-cluster") =>
        new(new NodeId(id), cluster, 1, secret is null ? ClusterSecrets.None : ClusterSecrets.Of(secret));

    public Task SendAsync(int field, byte[] bytes) => _call.RequestStream.WriteAsync(WireFrame.Of(field, bytes));

    public async Task<byte[]> ReceiveAsync(int field)
    {
        Assert.True(await _call.ResponseStream.MoveNext(default).WaitAsync(TimeSpan.FromSeconds(15)));
        using var frame = _call.ResponseStream.Current;
        return new WireReader(frame.Bytes, new WireTally()).BytesOnce(field);
    }

    /// <summary>Greets and proves as asked; gives what was said, for whoever wants to say it again.</summary>
    public async Task<(byte[] Hello, byte[] Proof)> GreetAsync(Identity self, Hello hello)
    {
        var bytes = hello.Encode();
        await SendAsync(FrameField.Hello, bytes);
        var challenge = await ReceiveAsync(FrameField.Challenge);
        var proof = new Credentials(self.Secrets.Prove(HandshakeRole.Caller, bytes, challenge), []).Encode();
        await SendAsync(FrameField.Proof, proof);
        return (bytes, proof);
    }

    /// <summary>How the callee refuses.</summary>
    public async Task<Status> RefusalAsync() =>
        (await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await _call.ResponseStream.MoveNext(default).WaitAsync(TimeSpan.FromSeconds(15)))
                _call.ResponseStream.Current.Dispose();
        })).Status;

    public void Dispose()
    {
        _call.Dispose();
        _channel.Dispose();
    }
}
