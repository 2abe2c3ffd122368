// The part of a live session that lets clients and administrators in.
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Web.Sessions.Live.Members;

namespace DynamoKv.Web.Sessions.Live;

internal sealed partial class LiveSession
{
    /// <summary>How old the ring may get that answers name the responsible node by, while only clients come.</summary>
    private static readonly TimeSpan RingFreshFor = TimeSpan.FromSeconds(5);

    /// <summary>A client's request enters at this member, unless another one is named.</summary>
    public Task<ClientResponse> SubmitAsync(NodeId? via, Func<OperationId, ClientRequest> request, CancellationToken cancellation)
    {
        KeepRingFresh();
        var voice = via is { } named && named != _host.Id ? Checked(named) : _local;
        return ExplainedAsync(voice.Node, () => voice.SubmitAsync(request, cancellation));
    }

    /// <inheritdoc/>
    public async Task<CommandAnswer> SendCommandAsync(NodeId node, Func<long, NodeCommand> command, CancellationToken cancellation)
    {
        var voice = node == _host.Id ? _local : Checked(node);
        var answer = await ExplainedAsync(node, async () =>
        {
            using var late = new CancellationTokenSource(_options.CommandTimeout, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
            try
            {
                return await voice.SendCommandAsync(command, either.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new PeerSilentException(node, $"{node} did not answer within {_options.CommandTimeout.TotalSeconds:0} s.");
            }
        });
        await AskAgainAsync(node);
        return answer;
    }

    /// <inheritdoc/>
    public async ValueTask<MerkleNode?> MerkleTreeAsync(NodeId node, RingPosition position, int levels, CancellationToken cancellation) =>
        await AnswerOrNullAsync(node, voice => voice.MerkleTreeAsync(position, levels, cancellation), cancellation);

    /// <summary>What a member answers; default: it does not.</summary>
    internal async Task<T?> AnswerOrNullAsync<T>(NodeId node, Func<IMemberVoice, Task<T>> ask, CancellationToken cancellation)
    {
        IMemberVoice? voice;
        lock (_gate)
        {
            voice = _members.GetValueOrDefault(node)?.Voice;
        }

        try
        {
            return voice is null ? default : await ask(voice);
        }
        catch (Exception silent) when (IsSilence(silent) && !cancellation.IsCancellationRequested)
        {
            return default;
        }
    }

    /// <summary>What a command has changed is to be seen by whoever looks next.</summary>
    private async Task AskAgainAsync(NodeId node)
    {
        LiveMember? member;
        lock (_gate)
        {
            member = _members.GetValueOrDefault(node);
        }

        if (member is not null)
        {
            await PollAsync(member);
        }
    }

    private void KeepRingFresh()
    {
        lock (_gate)
        {
            if (_refreshedAt is { } at && _time.GetElapsedTime(at) < RingFreshFor)
            {
                return;
            }
        }

        _ = RefreshAsync(CancellationToken.None);
    }

    private IMemberVoice Checked(NodeId node)
    {
        lock (_gate)
        {
            return _members.GetValueOrDefault(node)?.Voice
                ?? throw new ArgumentException($"There is no node '{node}': the nodes are {string.Join(", ", _members.Keys)}.");
        }
    }

    /// <summary>The troubles of members in the words of sessions.</summary>
    private static async Task<T> ExplainedAsync<T>(NodeId node, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (NodeBusyException busy)
        {
            throw new NodeDownException(busy.Message);
        }
        catch (NodeStoppedException stopped)
        {
            throw new NodeSilentException(stopped.Message);
        }
        catch (PeerSilentException silent)
        {
            throw new NodeSilentException($"{silent.Message} Whether {node} did it is unknown.");
        }
    }
}
