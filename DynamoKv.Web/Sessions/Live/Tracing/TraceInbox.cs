// What was heard of the members and is not in the log yet.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions.Live.Members;

namespace DynamoKv.Web.Sessions.Live.Tracing;

/// <summary>
/// What was heard of the members and is not in the log yet. A step waits for one tick, so that what another member said of the
/// same operation gets its place before or behind it; one whose cause somebody must still tell waits for up to
/// <see cref="MostTicks"/>, and what its member said after it waits too. Bounded: what does not fit is counted. One owner.
/// </summary>
internal sealed class TraceInbox(int capacity)
{
    /// <summary>For how many ticks a step waits for its cause: then that is not told any more.</summary>
    public const int MostTicks = 10;

    private const int MaxKnown = 20_000;
    private readonly SortedDictionary<NodeId, long> _missed = [];
    private readonly HashSet<CauseMark> _known = [];
    private readonly Queue<CauseMark> _knownInOrder = new();
    private List<Waiting> _waiting = [];
    private long _tick;

    /// <summary>Takes what a member said, its times moved by what is known of its clock.</summary>
    public void Add(NodeId node, TraceBatch batch, TimeSpan clockAhead)
    {
        var lost = batch.Missed + batch.Unknown;
        foreach (var step in batch.Steps)
        {
            if (_waiting.Count >= capacity)
            {
                lost++;
                continue;
            }

            _waiting.Add(new Waiting(new HeardStep(node, step.At + -clockAhead, step.What), _tick));
        }

        if (lost > 0)
        {
            _missed[node] = _missed.GetValueOrDefault(node) + lost;
        }
    }

    /// <summary>What has waited long enough, in its order, and what is missing by member.</summary>
    public (List<HeardStep> Steps, IReadOnlyList<WorldEvent.TraceMissing> Gaps) Take()
    {
        _tick++;
        var isReady = Ready();
        var steps = CausalMerge.Order([.. _waiting.Where((_, index) => isReady[index]).Select(waiting => waiting.Step)]);
        _waiting = [.. _waiting.Where((_, index) => !isReady[index])];
        Remember(steps);
        var gaps = _missed.Select(gap => new WorldEvent.TraceMissing(
            gap.Key, gap.Value, "it said more than could be read in time, or something that this version does not know.")).ToList();
        _missed.Clear();
        return (steps, gaps);
    }

    /// <summary>Nobody watches any more: what waits is dropped.</summary>
    public void Clear()
    {
        _waiting.Clear();
        _missed.Clear();
        _known.Clear();
        _knownInOrder.Clear();
    }

    /// <summary>Takes steps away until none is left whose cause is not told before it, or has not been waited for long enough.</summary>
    private bool[] Ready()
    {
        var isReady = _waiting.Select(waiting => _tick - waiting.Since > 1).ToArray();
        var held = new HashSet<NodeId>();
        bool isChanged;
        do
        {
            isChanged = false;
            held.Clear();
            var told = _waiting.Where((_, index) => isReady[index]).Select(waiting => CauseMark.MadeBy(waiting.Step)).OfType<CauseMark>().ToHashSet();
            var coming = _waiting.Select(waiting => CauseMark.MadeBy(waiting.Step)).OfType<CauseMark>().ToHashSet();
            for (var index = 0; index < _waiting.Count; index++)
            {
                var node = _waiting[index].Step.Node;
                if (isReady[index] && (held.Contains(node) || IsEarly(_waiting[index], told, coming)))
                {
                    isReady[index] = false;
                    isChanged = true;
                    held.Add(node);
                }
            }
        }
        while (isChanged);
        return isReady;
    }

    private bool IsEarly(Waiting waiting, HashSet<CauseMark> told, HashSet<CauseMark> coming) =>
        _tick - waiting.Since <= MostTicks
        && CauseMark.Before(waiting.Step) is { } cause && !told.Contains(cause) && !_known.Contains(cause)
        && (coming.Contains(cause) || CauseMark.MaybeBefore(waiting.Step) is null);

    private void Remember(List<HeardStep> steps)
    {
        foreach (var step in steps)
        {
            if (CauseMark.MadeBy(step) is { } mark && _known.Add(mark))
            {
                _knownInOrder.Enqueue(mark);
                if (_knownInOrder.Count > MaxKnown)
                {
                    _known.Remove(_knownInOrder.Dequeue());
                }
            }
        }
    }

    private readonly record struct Waiting(HeardStep Step, long Since);
}
