// Who decides how much background work a node does.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Background;

/// <summary>
/// The feedback controller of Dynamo 6.5: handoff, anti-entropy and transfers ask for slices, and get them while the
/// foreground's 99th percentile stays under a threshold.
/// </summary>
internal sealed class BackgroundAdmission(NodeScope scope, AdmissionOptions options)
{
    private readonly ForegroundLatencies _foreground = new(options.Window);
    private readonly BackgroundPace _pace = new(options);
    private Instant _adjustAt;
    private bool _isSlowed;
    private long _granted;
    private long _refused;

    /// <summary>This node has settled an operation that it coordinated.</summary>
    public void OnSettled(CoordinatedOperation operation, ClientResponse response)
    {
        if (response is not (ClientResponse.Refused or ClientResponse.Overloaded))
        {
            _foreground.Add(scope.Now - operation.StartedAt, scope.Now);
        }
    }

    /// <summary>Takes a slice of background work, if there is one.</summary>
    public bool MayWork()
    {
        if (scope.Now >= _adjustAt)
        {
            Adjust();
        }

        var mayWork = _pace.TryTake(scope.Now);
        _granted += mayWork ? 1 : 0;
        _refused += mayWork ? 0 : 1;
        return mayWork;
    }

    /// <summary>How it stands.</summary>
    public AdmissionSnapshot Snapshot() => new(_foreground.P99(scope.Now), _pace.SlicesPerSecond, _granted, _refused);

    private void Adjust()
    {
        _adjustAt = scope.Now + options.AdjustEvery;
        var p99 = _foreground.P99(scope.Now);
        var isSlow = p99 > options.P99Threshold;
        if ((isSlow ? _pace.Slow() : _pace.Quicken()) && (isSlow || _isSlowed))
        {
            scope.Outbox.Trace(new TraceEvent.BackgroundPaced(p99, options.P99Threshold, _pace.SlicesPerSecond));
        }

        _isSlowed = isSlow;
    }
}
