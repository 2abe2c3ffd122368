// Answers what other members ask for their pages and administrators.
using System.Runtime.CompilerServices;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions.Live.Codec;
using DynamoKv.Web.Sessions.Live.Faults;

namespace DynamoKv.Web.Sessions.Live.Members;

/// <summary>
/// Answers what other members ask for their pages and administrators. Who reaches it has proven to be a member: the transport
/// sees to that.
/// </summary>
internal sealed class PeerDesk(LocalVoice local) : IPeerAnswers
{
    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> AnswerAsync(
        NodeId asker, string subject, ReadOnlyMemory<byte> question, CancellationToken cancellation) => subject switch
        {
            PeerSubjects.Account => PeerReply<MemberAccount>.WriteAsync(() => local.AccountAsync(cancellation)),
            PeerSubjects.Rows => PeerReply<RowPage>.WriteAsync(() => local.ReadAsync(Bounded(LiveJson.Read<RowQuery>(question)), cancellation)),
            PeerSubjects.Holding => PeerReply<KeyHolding>.WriteAsync(() => local.HoldingAsync(LiveJson.Read<KeyAsked>(question).Key, cancellation)),
            PeerSubjects.Hints => PeerReply<IReadOnlyList<HintsKept>>.WriteAsync(() => local.HintsAsync(cancellation)),
            PeerSubjects.Storage => PeerReply<StorageFacts>.WriteAsync(() => local.StorageAsync(cancellation)),
            PeerSubjects.Merkle => PeerReply<MerkleTold>.WriteAsync(async () => await TreeAsync(LiveJson.Read<MerkleAsked>(question), cancellation)),
            PeerSubjects.Request => PeerReply<ClientResponse>.WriteAsync(() => SubmitAsync(LiveJson.Read<ClientRequest>(question), cancellation)),
            PeerSubjects.Command => PeerReply<CommandAnswer>.WriteAsync(() => CommandAsync(LiveJson.Read<NodeCommand>(question), cancellation)),
            PeerSubjects.Fault => PeerReply<FaultTold>.WriteAsync(() => local.BreakAsync(LiveJson.Read<FaultOrder>(question), cancellation)),
            _ => PeerReply<NothingAsked>.WriteAsync(() => throw new NotSupportedException($"nobody here knows of '{subject}'.")),
        };

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> StreamAsync(
        NodeId asker, string subject, ReadOnlyMemory<byte> question, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (subject != PeerSubjects.Trace)
        {
            throw new NotSupportedException($"Nobody here streams '{subject}'.");
        }

        await foreach (var batch in local.FollowAsync(cancellation))
        {
            yield return TraceBatch.Write(batch);
        }
    }

    private static RowQuery Bounded(RowQuery query) => query with { Limit = Math.Clamp(query.Limit, 1, StorageFacts.MaxRowsOfClock), Prefix = query.Prefix ?? "" };

    private async Task<MerkleTold> TreeAsync(MerkleAsked asked, CancellationToken cancellation) =>
        new(await local.MerkleTreeAsync(asked.Position, Math.Clamp(asked.Levels, 0, 10), cancellation));

    private Task<ClientResponse> SubmitAsync(ClientRequest request, CancellationToken cancellation) =>
        local.SubmitAsync(operation => request with { Operation = operation }, cancellation);

    private Task<CommandAnswer> CommandAsync(NodeCommand command, CancellationToken cancellation) =>
        local.SendCommandAsync(number => command with { Number = number }, cancellation);
}
