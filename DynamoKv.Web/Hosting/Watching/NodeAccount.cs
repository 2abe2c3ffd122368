// What a node says of itself, as fresh as whoever measures needs it.
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Node;

namespace DynamoKv.Web.Hosting.Watching;

/// <summary>
/// What a node says of itself. Instruments can't await, so the node is asked before somebody collects: whoever scrapes waits a quarter of a
/// second at most. What is old is not told.
/// </summary>
internal sealed class NodeAccount(INodeHost host, TimeProvider time)
{
    /// <summary>How often the node is asked where a collector is sent to without asking.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private volatile Said? _said;

    /// <summary>The newest; null: the node does not work, or was not asked for a while.</summary>
    public NodeSnapshot? Latest => host.Trouble is null && _said is { } said && time.GetElapsedTime(said.At) < FreshFor ? said.Snapshot : null;

    /// <summary>Asks the node.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(Patience);
        try
        {
            _said = new Said(await host.LookAsync(node => node.Snapshot(), late.Token), time.GetTimestamp());
        }
        catch (Exception silent) when (silent is NodeBusyException or NodeStoppedException or OperationCanceledException)
        {
            _said = null; // nothing is told that is not known
        }
    }

    private sealed record Said(NodeSnapshot Snapshot, long At);
}
