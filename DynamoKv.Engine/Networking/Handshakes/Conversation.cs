// The caller's side of a conversation.
using DynamoKv.Engine.Networking.Wire;
using DynamoKv.Engine.Primitives;
using Grpc.Core;

namespace DynamoKv.Engine.Networking.Handshakes;

/// <summary>The caller's side of a conversation that has begun: each side has proven itself to the other.</summary>
internal sealed class Conversation : IDisposable
{
    private readonly AsyncDuplexStreamingCall<WireFrame, WireFrame> _call;

    private Conversation(AsyncDuplexStreamingCall<WireFrame, WireFrame> call, Challenge callee, Credentials welcome) =>
        (_call, Callee, Welcome) = (call, callee, welcome);

    /// <summary>Who answered.</summary>
    public Challenge Callee { get; }

    /// <summary>What it knows of others.</summary>
    public Credentials Welcome { get; }

    /// <summary>Begins a conversation.</summary>
    /// <param name="channel">The way to the callee.</param>
    /// <param name="self">Who calls.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="receiver">Who has to answer; null: whoever does.</param>
    /// <param name="places">What the callee is told of others.</param>
    /// <param name="life">Ends the conversation.</param>
    /// <exception cref="HandshakeException">When the other side is not whom this node wants to talk to.</exception>
    /// <exception cref="RpcException">When nobody answers, or the callee refuses.</exception>
    public static async Task<Conversation> BeginAsync(
        ChannelBase channel, Identity self, Purpose purpose, NodeId? receiver, Func<System.Collections.Immutable.ImmutableArray<Place>> places,
        CancellationToken life)
    {
        var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(NodeService.Converse, null, new CallOptions(cancellationToken: life));
        try
        {
            var hello = self.Hello(purpose, receiver).Encode();
            await SayAsync(call, WireFrame.Of(FrameField.Hello, hello), life).ConfigureAwait(false);
            var greeting = await NextAsync(call, FrameField.Challenge, life).ConfigureAwait(false);
            var callee = Checked(Challenge.Decode(greeting), receiver);
            var proof = new Credentials(self.Secrets.Prove(HandshakeRole.Caller, hello, greeting), places());
            await SayAsync(call, WireFrame.Of(FrameField.Proof, proof.Encode()), life).ConfigureAwait(false);
            var welcome = Credentials.Decode(await NextAsync(call, FrameField.Welcome, life).ConfigureAwait(false));
            return self.Secrets.Accepts(welcome.Proofs, HandshakeRole.Callee, hello, greeting)
                ? new Conversation(call, callee, welcome)
                : throw new HandshakeException($"Whoever answers as {callee.Receiver} does not know this cluster's secret.");
        }
        catch
        {
            call.Dispose();
            throw;
        }
    }

    /// <summary>Sends a frame; its bytes may be used again afterwards.</summary>
    public Task SendAsync(WireFrame frame, CancellationToken cancellation) => _call.RequestStream.WriteAsync(frame, cancellation);

    /// <summary>Says the only thing that there is to say; not while somebody else waits for <see cref="NextAsync(CancellationToken)"/>.</summary>
    public async Task SayAllAsync(WireFrame frame, CancellationToken cancellation)
    {
        await SayAsync(_call, frame, cancellation).ConfigureAwait(false);
        await CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>Says that nothing more will be sent.</summary>
    public Task CompleteAsync() => _call.RequestStream.CompleteAsync();

    /// <summary>The next frame, to be given back; null: the callee has ended.</summary>
    public async Task<WireFrame?> NextAsync(CancellationToken cancellation) =>
        await _call.ResponseStream.MoveNext(cancellation).ConfigureAwait(false) ? _call.ResponseStream.Current : null;

    /// <inheritdoc/>
    public void Dispose() => _call.Dispose();

    // A callee that refuses breaks the write off; why it does is only in what it answers.
    private static async Task SayAsync(AsyncDuplexStreamingCall<WireFrame, WireFrame> call, WireFrame frame, CancellationToken life)
    {
        try
        {
            await call.RequestStream.WriteAsync(frame, life).ConfigureAwait(false);
        }
        catch (Exception broken) when (!life.IsCancellationRequested && broken is (RpcException or OperationCanceledException or InvalidOperationException))
        {
            await call.ResponseStream.MoveNext(life).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<byte[]> NextAsync(AsyncDuplexStreamingCall<WireFrame, WireFrame> call, int field, CancellationToken life)
    {
        if (!await call.ResponseStream.MoveNext(life).ConfigureAwait(false))
            throw new HandshakeException("The callee ended before it had greeted.");

        using var frame = call.ResponseStream.Current;
        return new WireReader(frame.Bytes, new WireTally()).BytesOnce(field);
    }

    private static Challenge Checked(Challenge callee, NodeId? receiver) =>
        !callee.Versions.Meets(WireVersions.Ours)
            ? throw new HandshakeException($"{callee.Receiver} speaks no version of the wire format that this node speaks.")
        : receiver is { } wanted && wanted != callee.Receiver
            ? throw new HandshakeException($"{callee.Receiver} answers where {wanted} was expected.")
        : callee;
}
