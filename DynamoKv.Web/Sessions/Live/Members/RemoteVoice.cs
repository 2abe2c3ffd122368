// Asks another member by questions.
using System.Runtime.CompilerServices;
using System.Text.Json;
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Web.Sessions.Live.Codec;
using DynamoKv.Web.Sessions.Live.Faults;

namespace DynamoKv.Web.Sessions.Live.Members;

/// <summary>Asks another member by questions, each with a time of its own.</summary>
internal sealed class RemoteVoice(NodeId node, IPeerQuestions questions, LiveOptions options, TimeProvider time) : IMemberVoice
{
    public NodeId Node => node;

    public Task<MemberAccount> AccountAsync(CancellationToken cancellation) =>
        AskAsync<NothingAsked, MemberAccount>(PeerSubjects.Account, new NothingAsked(), options.AskTimeout, cancellation);

    public Task<RowPage> ReadAsync(RowQuery query, CancellationToken cancellation) =>
        AskAsync<RowQuery, RowPage>(PeerSubjects.Rows, query, options.AskTimeout, cancellation);

    public Task<KeyHolding> HoldingAsync(Key key, CancellationToken cancellation) =>
        AskAsync<KeyAsked, KeyHolding>(PeerSubjects.Holding, new KeyAsked(key), options.AskTimeout, cancellation);

    public Task<IReadOnlyList<HintsKept>> HintsAsync(CancellationToken cancellation) =>
        AskAsync<NothingAsked, IReadOnlyList<HintsKept>>(PeerSubjects.Hints, new NothingAsked(), options.AskTimeout, cancellation);

    public Task<StorageFacts> StorageAsync(CancellationToken cancellation) =>
        AskAsync<NothingAsked, StorageFacts>(PeerSubjects.Storage, new NothingAsked(), options.AskTimeout, cancellation);

    public async Task<MerkleNode?> MerkleTreeAsync(RingPosition position, int levels, CancellationToken cancellation) =>
        (await AskAsync<MerkleAsked, MerkleTold>(PeerSubjects.Merkle, new MerkleAsked(position, levels), options.AskTimeout, cancellation)).Root;

    /// <summary>The other member names the operation: the name in the question stands for none.</summary>
    public Task<ClientResponse> SubmitAsync(Func<OperationId, ClientRequest> request, CancellationToken cancellation)
    {
        var asked = request(new OperationId(node, 0));
        var patience = ((asked.Options.Timeout ?? TimeSpan.FromSeconds(1)) * 2) + options.AskTimeout;
        return AskAsync<ClientRequest, ClientResponse>(PeerSubjects.Request, asked, patience, cancellation);
    }

    public Task<CommandAnswer> SendCommandAsync(Func<long, NodeCommand> command, CancellationToken cancellation) =>
        AskAsync<NodeCommand, CommandAnswer>(PeerSubjects.Command, command(0), options.CommandTimeout, cancellation);

    public Task<FaultTold> BreakAsync(FaultOrder order, CancellationToken cancellation) =>
        AskAsync<FaultOrder, FaultTold>(PeerSubjects.Fault, order, options.AskTimeout, cancellation);

    public async IAsyncEnumerable<TraceBatch> FollowAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var batch in questions.FollowAsync(node, PeerSubjects.Trace, LiveJson.Write(new NothingAsked()), cancellation))
        {
            yield return TraceBatch.Read(batch);
        }
    }

    private async Task<TAnswer> AskAsync<TQuestion, TAnswer>(string subject, TQuestion question, TimeSpan patience, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            var answer = await questions.AskAsync(node, subject, LiveJson.Write(question), either.Token);
            return LiveJson.Read<PeerReply<TAnswer>>(answer).Unwrap(node);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new PeerSilentException(node, $"{node} did not answer within {patience.TotalSeconds:0.#} s.");
        }
        catch (Exception strange) when (strange is JsonException or NotSupportedException)
        {
            throw new PeerSilentException(node, $"{node} answered something that this version can't read: it may be of another version.");
        }
    }
}
