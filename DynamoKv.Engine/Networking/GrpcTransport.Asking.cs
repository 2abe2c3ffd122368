// Questions: those that this node asks, and those that it answers.
using System.Runtime.CompilerServices;
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Networking.Links;
using DynamoKv.Engine.Networking.Wire;
using DynamoKv.Engine.Primitives;
using Grpc.Core;

namespace DynamoKv.Engine.Networking;

public sealed partial class GrpcTransport
{
    private readonly SemaphoreSlim _questions;
    private long _asked, _answered;

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> AskAsync(NodeId peer, string subject, ReadOnlyMemory<byte> question, CancellationToken cancellation) =>
        SpeakAsync(
            token => AskAsync(peer, new WireQuestion(subject, question, IsFollowed: false), token),
            peer.Value, sentence => new PeerSilentException(peer, sentence), cancellation);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> AskAsync(string address, string subject, ReadOnlyMemory<byte> question, CancellationToken cancellation) =>
        SpeakAsync(
            token => AskAsync(address, new WireQuestion(subject, question, IsFollowed: false), token),
            address, sentence => new SeedSilentException(address, sentence), cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> FollowAsync(
        NodeId peer, string subject, ReadOnlyMemory<byte> question, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Exception Silent(string sentence) => new PeerSilentException(peer, sentence);
        using var life = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _life.Token);
        using var call = await SpeakAsync(
            _ => BeginAsync(peer, new WireQuestion(subject, question, IsFollowed: true), life.Token), peer.Value, Silent, cancellation).ConfigureAwait(false);
        var answers = new AnswerReader(_options.MaxAnswerBytes);
        while (true)
        {
            ReadOnlyMemory<byte>? answer;
            try
            {
                answer = await answers.NextAsync(call.Conversation, life.Token).ConfigureAwait(false);
            }
            catch (Exception broken) when (TransportTrouble.IsExpected(broken))
            {
                cancellation.ThrowIfCancellationRequested();
                throw Silent(TransportTrouble.Sentence(peer.Value, broken));
            }

            if (answer is not { } bytes)
                yield break;

            yield return bytes;
        }
    }

    /// <summary>Finds out who is behind an address; the two then know of each other.</summary>
    /// <param name="address">A server's HTTP address, or a node address when the options do not find node ports.</param>
    /// <exception cref="SeedSilentException">When nobody answers there, or it is nobody of this cluster; says why.</exception>
    public Task<NodeId> IntroduceAsync(string address, CancellationToken cancellation) => SpeakAsync(
        async token =>
        {
            var node = await NodePortOfAsync(address, token).ConfigureAwait(false);
            using var call = await _caller.CallAsync(node, Purpose.Introduction, null, token).ConfigureAwait(false);
            return call.Conversation.Callee.Receiver;
        },
        address, sentence => new SeedSilentException(address, sentence), cancellation);

    private async Task<ReadOnlyMemory<byte>> AskAsync(NodeId peer, WireQuestion question, CancellationToken cancellation)
    {
        using var call = await BeginAsync(peer, question, cancellation).ConfigureAwait(false);
        return await OnlyAnswerAsync(call, cancellation).ConfigureAwait(false);
    }

    private async Task<ReadOnlyMemory<byte>> AskAsync(string address, WireQuestion question, CancellationToken cancellation)
    {
        var node = await NodePortOfAsync(address, cancellation).ConfigureAwait(false);
        using var call = await _caller.CallAsync(node, Purpose.Question, null, cancellation).ConfigureAwait(false);
        await AskAsync(call, question, cancellation).ConfigureAwait(false);
        return await OnlyAnswerAsync(call, cancellation).ConfigureAwait(false);
    }

    private async Task<Call> BeginAsync(NodeId peer, WireQuestion question, CancellationToken cancellation)
    {
        var address = await FindAsync(peer, 0, cancellation).ConfigureAwait(false);
        var call = await _caller.CallAsync(address, Purpose.Question, peer, cancellation).ConfigureAwait(false);
        try
        {
            await AskAsync(call, question, cancellation).ConfigureAwait(false);
            return call;
        }
        catch
        {
            call.Dispose();
            throw;
        }
    }

    private Task AskAsync(Call call, WireQuestion question, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _asked);
        return call.Conversation.SayAllAsync(question.Frame(), cancellation);
    }

    private async Task<ReadOnlyMemory<byte>> OnlyAnswerAsync(Call call, CancellationToken cancellation) =>
        await new AnswerReader(_options.MaxAnswerBytes).NextAsync(call.Conversation, cancellation).ConfigureAwait(false)
            ?? throw new HandshakeException($"{call.Conversation.Callee.Receiver} has ended without an answer.");

    // One time limit and one kind of exception for everything that can go wrong on the way.
    private async Task<T> SpeakAsync<T>(
        Func<CancellationToken, Task<T>> speak, string whom, Func<string, Exception> silent, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(_options.AnswerWithin, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation, _life.Token);
        try
        {
            return await speak(either.Token).ConfigureAwait(false);
        }
        catch (Exception broken) when (TransportTrouble.IsExpected(broken))
        {
            cancellation.ThrowIfCancellationRequested();
            if (TransportTrouble.KindOf(broken) != TransportNoticeKind.Lost)
                Notice(new TransportNotice(TransportTrouble.KindOf(broken), null, TransportTrouble.Sentence(whom, broken)));

            throw silent(patience.IsCancellationRequested
                ? $"{whom} did not answer within {_options.AnswerWithin.TotalSeconds:0.#} s."
                : TransportTrouble.Sentence(whom, broken));
        }
    }

    private async Task AnswerAsync(NodeId asker, IAsyncStreamReader<WireFrame> requests, IServerStreamWriter<WireFrame> responses, CancellationToken life)
    {
        if (!await _questions.WaitAsync(0, life).ConfigureAwait(false))
            throw Greeter.Refused(StatusCode.ResourceExhausted, $"{_self.Self} is answering as many questions as it may: try again.");

        try
        {
            var question = await HearAsync(requests, life).ConfigureAwait(false);
            Interlocked.Increment(ref _answered);
            await AnswerAsync(asker, question, responses, life).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is not (RpcException or OperationCanceledException or IOException))
        {
            throw Greeter.Refused(StatusCode.Internal, $"{_self.Self} can't answer: {failed.Message}");
        }
        finally
        {
            _questions.Release();
        }
    }

    private async Task AnswerAsync(NodeId asker, WireQuestion question, IServerStreamWriter<WireFrame> responses, CancellationToken life)
    {
        if (question.IsFollowed)
        {
            await foreach (var answer in _answers.StreamAsync(asker, question.Subject, question.Body, life).ConfigureAwait(false))
                await WireAnswer.WriteAsync(responses, answer, life).ConfigureAwait(false);
            return;
        }

        using var patience = new CancellationTokenSource(_options.AnswerWithin, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, life);
        var only = await _answers.AnswerAsync(asker, question.Subject, question.Body, either.Token).ConfigureAwait(false);
        await WireAnswer.WriteAsync(responses, only, life).ConfigureAwait(false);
    }

    private async Task<WireQuestion> HearAsync(IAsyncStreamReader<WireFrame> requests, CancellationToken life)
    {
        using var patience = new CancellationTokenSource(_options.ConnectWithin, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, life);
        if (!await requests.MoveNext(either.Token).ConfigureAwait(false))
            throw Greeter.Refused(StatusCode.InvalidArgument, "The caller had no question.");

        using var frame = requests.Current;
        return WireQuestion.Decode(frame.Bytes);
    }
}
