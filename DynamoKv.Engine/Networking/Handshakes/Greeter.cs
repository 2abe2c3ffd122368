// The callee's side of a handshake.
using System.Collections.Immutable;
using DynamoKv.Engine.Networking.Wire;
using Grpc.Core;

namespace DynamoKv.Engine.Networking.Handshakes;

/// <summary>The callee's side of a handshake: whoever can't prove that it knows the secret gets no further.</summary>
/// <param name="self">Who is called.</param>
internal sealed class Greeter(Identity self)
{
    /// <summary>Hears who calls and what it can prove.</summary>
    /// <param name="requests">What the caller sends.</param>
    /// <param name="responses">What it is sent.</param>
    /// <param name="cancellation">Ends it, for example because it takes too long.</param>
    /// <exception cref="RpcException">When the caller is refused; with one sentence for people.</exception>
    public async Task<Greeted> HearAsync(
        IAsyncStreamReader<WireFrame> requests, IServerStreamWriter<WireFrame> responses, CancellationToken cancellation)
    {
        var hello = await NextAsync(requests, FrameField.Hello, cancellation).ConfigureAwait(false);
        var caller = Checked(Decode(hello));
        var challenge = self.Challenge().Encode();
        await responses.WriteAsync(WireFrame.Of(FrameField.Challenge, challenge), cancellation).ConfigureAwait(false);
        var proof = await NextAsync(requests, FrameField.Proof, cancellation).ConfigureAwait(false);
        var credentials = DecodeProof(proof);
        return self.Secrets.Accepts(credentials.Proofs, HandshakeRole.Caller, hello, challenge)
            ? new Greeted(caller, credentials.Places, self.Secrets.Prove(HandshakeRole.Callee, hello, challenge))
            : throw Refused(StatusCode.Unauthenticated, $"{self.Self} does not believe that {caller.Sender} knows this cluster's secret.");
    }

    /// <summary>Lets the caller in.</summary>
    public static Task WelcomeAsync(
        Greeted caller, IServerStreamWriter<WireFrame> responses, ImmutableArray<Place> places, CancellationToken cancellation) =>
        responses.WriteAsync(WireFrame.Of(FrameField.Welcome, new Credentials(caller.Proofs, places).Encode()), cancellation);

    /// <summary>How a caller is told that it gets no further.</summary>
    public static RpcException Refused(StatusCode code, string sentence) => new(new Status(code, sentence), sentence);

    private static async Task<byte[]> NextAsync(IAsyncStreamReader<WireFrame> requests, int field, CancellationToken cancellation)
    {
        if (!await requests.MoveNext(cancellation).ConfigureAwait(false))
            throw Refused(StatusCode.InvalidArgument, "The caller ended before it had greeted.");

        using var frame = requests.Current;
        try
        {
            return new WireReader(frame.Bytes, new WireTally()).BytesOnce(field);
        }
        catch (FormatException bad)
        {
            throw Refused(StatusCode.InvalidArgument, bad.Message);
        }
    }

    private static Hello Decode(byte[] hello)
    {
        try
        {
            return Hello.Decode(hello);
        }
        catch (FormatException bad)
        {
            throw Refused(StatusCode.InvalidArgument, bad.Message);
        }
    }

    private static Credentials DecodeProof(byte[] proof)
    {
        try
        {
            return Credentials.Decode(proof);
        }
        catch (FormatException bad)
        {
            throw Refused(StatusCode.InvalidArgument, bad.Message);
        }
    }

    private Hello Checked(Hello caller) =>
        !caller.Versions.Meets(WireVersions.Ours)
            ? throw Refused(StatusCode.FailedPrecondition, $"{self.Self} speaks no version of the wire format that {caller.Sender} speaks.")
        : caller.Cluster != self.Cluster
            ? throw Refused(StatusCode.FailedPrecondition, $"{self.Self} belongs to another cluster than {caller.Sender}.")
        : caller.Receiver is { } wanted && wanted != self.Self
            ? throw Refused(StatusCode.FailedPrecondition, $"{caller.Sender} calls {wanted}, and this is {self.Self}.")
        : caller.Receiver is null && caller.Purpose == Purpose.Messages
            ? throw Refused(StatusCode.FailedPrecondition, $"{caller.Sender} does not say for whom its messages are.")
        : caller;
}

/// <summary>A caller that has proven itself.</summary>
/// <param name="Hello">Who it is.</param>
/// <param name="Places">Where it has found others.</param>
/// <param name="Proofs">What this node proves to it.</param>
internal sealed record Greeted(Hello Hello, ImmutableArray<Place> Places, ImmutableArray<byte[]> Proofs);
