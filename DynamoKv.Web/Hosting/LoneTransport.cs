// The transport of a node that has nobody to talk to.
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Hosting;

/// <summary>Loses every message and reaches no seed: enough for a cluster of one.</summary>
internal sealed class LoneTransport : ITransport, ISeedQuestions
{
    public void Send(NodeId receiver, Message message)
    {
    }

    public Task<ReadOnlyMemory<byte>> AskAsync(string address, string subject, ReadOnlyMemory<byte> question, CancellationToken cancellation) =>
        Task.FromException<ReadOnlyMemory<byte>>(new SeedSilentException(address, $"The seed {address} can't be reached: this server has no transport."));
}
