// Messages and questions between nodes of one process.
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Tests.Sessions.Live;

/// <summary>Carries messages and questions between nodes of one process, unless one of them is cut off.</summary>
internal sealed class LoopNetwork : IDisposable
{
    private readonly ConcurrentDictionary<NodeId, LoopHost> _hosts = new();
    private readonly ConcurrentDictionary<NodeId, IPeerAnswers> _desks = new();
    private readonly ConcurrentDictionary<NodeId, bool> _cut = new();
    private CancellationTokenSource _breaks = new();

    public void Join(LoopHost host) => _hosts[host.Id] = host;

    public void Join(NodeId node, IPeerAnswers desk) => _desks[node] = desk;

    public void Send(NodeId sender, NodeId receiver, Message message)
    {
        if (!_cut.ContainsKey(sender) && !_cut.ContainsKey(receiver) && _hosts.TryGetValue(receiver, out var host))
        {
            host.TryReceive(sender, message);
        }
    }

    /// <summary>Nothing reaches a node or comes from it any more; streams with it break.</summary>
    public void Cut(NodeId node)
    {
        _cut[node] = true;
        Interlocked.Exchange(ref _breaks, new CancellationTokenSource()).Cancel();
    }

    public void Mend(NodeId node) => _cut.TryRemove(node, out _);

    public void Dispose() => _breaks.Dispose();

    public IPeerQuestions QuestionsOf(NodeId asker) => new Way(this, asker);

    private sealed class Way(LoopNetwork network, NodeId asker) : IPeerQuestions
    {
        public Task<ReadOnlyMemory<byte>> AskAsync(NodeId peer, string subject, ReadOnlyMemory<byte> question, CancellationToken cancellation) =>
            DeskOf(peer).AnswerAsync(asker, subject, question, cancellation);

        public async IAsyncEnumerable<ReadOnlyMemory<byte>> FollowAsync(
            NodeId peer, string subject, ReadOnlyMemory<byte> question, [EnumeratorCancellation] CancellationToken cancellation)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, network._breaks.Token);
            await foreach (var answer in DeskOf(peer).StreamAsync(asker, subject, question, either.Token))
            {
                yield return answer;
            }
        }

        private IPeerAnswers DeskOf(NodeId peer) =>
            !network._cut.ContainsKey(peer) && !network._cut.ContainsKey(asker) && network._desks.TryGetValue(peer, out var desk)
                ? desk
                : throw new PeerSilentException(peer, $"{peer} can't be reached.");
    }
}
