// Follows what one member does, as long as somebody watches.
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Primitives;
using DynamoKv.Web.Sessions.Live.Members;

namespace DynamoKv.Web.Sessions.Live.Tracing;

/// <summary>Takes what is heard of a member. Called from any thread.</summary>
internal interface ITraceReader
{
    /// <summary>The member is heard from now on; what it did before is not known here.</summary>
    void OnHeard(NodeId node);

    /// <summary>It did something.</summary>
    void OnSteps(NodeId node, TraceBatch batch);

    /// <summary>It is not heard any more.</summary>
    void OnLost(NodeId node, string reason);
}

/// <summary>Follows what one member does until it is disposed; a member that is lost is tried again.</summary>
internal sealed class TraceFollower : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly IMemberVoice _voice;
    private readonly ITraceReader _reader;
    private readonly TimeProvider _time;

    public TraceFollower(IMemberVoice voice, ITraceReader reader, TimeProvider time)
    {
        (_voice, _reader, _time) = (voice, reader, time);
        _ = FollowAsync(_stop.Token);
    }

    public void Dispose() => _stop.Cancel(); // not disposed: the loop may still look at it

    private async Task FollowAsync(CancellationToken stop)
    {
        await Task.Yield();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(stop);
                _reader.OnLost(_voice.Node, "it ended its trace.");
                await Task.Delay(Rest, _time, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception lost)
            {
                _reader.OnLost(_voice.Node, ReasonOf(lost));
                await Task.Delay(Rest, _time, stop).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        var isHeard = false;
        await foreach (var batch in _voice.FollowAsync(stop))
        {
            if (!isHeard)
            {
                isHeard = true;
                _reader.OnHeard(_voice.Node);
            }

            _reader.OnSteps(_voice.Node, batch);
        }
    }

    private static string ReasonOf(Exception lost) => lost switch
    {
        PeerSilentException or NodeBusyException or NodeStoppedException => lost.Message,
        OperationCanceledException => "its connection was closed.",
        _ => "an error of this server's own ended the reading: " + lost.Message,
    };
}
