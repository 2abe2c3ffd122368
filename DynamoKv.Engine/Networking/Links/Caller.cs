// Begins conversations.
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Primitives;
using Grpc.Core;
using Grpc.Net.Client;

namespace DynamoKv.Engine.Networking.Links;

/// <summary>Begins conversations, and remembers where somebody answered.</summary>
/// <param name="self">Who calls.</param>
/// <param name="book">Where others are.</param>
/// <param name="options">How long it may take.</param>
/// <param name="time">The clock.</param>
internal sealed class Caller(Identity self, AddressBook book, TransportOptions options, TimeProvider time)
{
    /// <summary>Calls.</summary>
    /// <param name="address">Whom: a node address.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="receiver">Who has to answer; null: whoever does.</param>
    /// <param name="cancellation">Ends the conversation, also later.</param>
    /// <exception cref="HandshakeException">When the other side is not whom this node wants to talk to.</exception>
    /// <exception cref="RpcException">When nobody answers, or the callee refuses.</exception>
    /// <exception cref="TimeoutException">When it takes too long.</exception>
    public async Task<Call> CallAsync(string address, Purpose purpose, NodeId? receiver, CancellationToken cancellation)
    {
        if (!book.IsAcceptable(address, out var known))
            throw new HandshakeException($"{address} may not be called: without a cluster secret a node talks to this machine only.");

        using var patience = new CancellationTokenSource(options.ConnectWithin, time);
        var life = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token); // no timer is left once patience is disposed
        var channel = Channels.To(known, options);
        try
        {
            var conversation = await Conversation.BeginAsync(channel, self, purpose, receiver, () => book.All, life.Token).ConfigureAwait(false);
            if (purpose != Purpose.Probe)
                Learn(conversation, known);

            return new Call(channel, conversation, life);
        }
        catch (Exception broken)
        {
            channel.Dispose();
            life.Dispose();
            if (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
                throw new TimeoutException($"Nobody answered at {known} within {options.ConnectWithin.TotalSeconds:0.#} s.", broken);

            throw;
        }
    }

    private void Learn(Conversation conversation, string dialled)
    {
        var (callee, process) = (conversation.Callee.Receiver, conversation.Callee.Process);
        if (callee == self.Self)
            return;

        book.LearnFromItself(callee, process.Address.Length > 0 ? process.Address : dialled, process.StartedAt);
        book.LearnFromOthers(conversation.Welcome.Places, self.Self);
    }
}

/// <summary>A conversation with all that belongs to it.</summary>
internal sealed class Call(GrpcChannel channel, Conversation conversation, CancellationTokenSource life) : IDisposable
{
    public Conversation Conversation => conversation;

    public void Dispose()
    {
        conversation.Dispose();
        channel.Dispose();
        life.Dispose();
    }
}
