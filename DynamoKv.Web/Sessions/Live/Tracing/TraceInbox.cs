// What was heard of the members and is not in the log yet.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions.Live.Members;

namespace DynamoKv.Web.Sessions.Live.Tracing;

/// <summary>
/// What was heard of the members and is not in the log yet. A step waits for one tick, so that what another member said of the
/// same operation gets its place beside it. Bounded: what does not fit is counted. One owner.
/// </summary>
internal sealed class TraceInbox(int capacity)
{
    private readonly SortedDictionary<NodeId, long> _missed = [];
    private List<HeardStep> _fresh = [];
    private List<HeardStep> _ripe = [];

    /// <summary>Takes what a member said, its times moved by what is known of its clock.</summary>
    public void Add(NodeId node, TraceBatch batch, TimeSpan clockAhead)
    {
        var lost = batch.Missed + batch.Unknown;
        foreach (var step in batch.Steps)
        {
            if (_fresh.Count + _ripe.Count >= capacity)
            {
                lost++;
                continue;
            }

            _fresh.Add(new HeardStep(node, step.At + -clockAhead, step.What));
        }

        if (lost > 0)
        {
            _missed[node] = _missed.GetValueOrDefault(node) + lost;
        }
    }

    /// <summary>What has waited for a tick, in its order, and what is missing by member.</summary>
    public (List<HeardStep> Steps, IReadOnlyList<WorldEvent.TraceMissing> Gaps) Take()
    {
        var steps = CausalMerge.Order(_ripe);
        (_ripe, _fresh) = (_fresh, []);
        var gaps = _missed.Select(gap => new WorldEvent.TraceMissing(
            gap.Key, gap.Value, "it said more than could be read in time, or something that this version does not know.")).ToList();
        _missed.Clear();
        return (steps, gaps);
    }

    /// <summary>Nobody watches any more: what waits is dropped.</summary>
    public void Clear()
    {
        _fresh.Clear();
        _ripe.Clear();
        _missed.Clear();
    }
}
