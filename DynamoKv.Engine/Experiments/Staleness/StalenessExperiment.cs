// Staleness, measured through the nodes themselves.
using DynamoKv.Engine.Experiments.Statistics;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Experiments.Staleness;

/// <summary>Carries out a <see cref="StalenessPlan"/>: the same node code as everywhere, no side formula.</summary>
public sealed class StalenessExperiment : IDisposable
{
    private readonly StalenessPlan _plan;
    private readonly SimulationRun _run;
    private readonly PriorityQueue<(Key Key, int Point), (long Due, long Number)> _due = new();
    private readonly Dictionary<OperationId, Asked> _asked = []; // looked up only
    private readonly List<double> _writes = [];
    private readonly List<double> _reads = [];
    private readonly Proportion[] _fresh;
    private readonly DeterministicRandom _sites;
    private int _begun, _unanswered;
    private long _planned;

    private StalenessExperiment(StalenessPlan plan, IStoreFactory stores)
    {
        _plan = plan;
        _fresh = new Proportion[plan.ReadAfter.Length];
        _sites = new DeterministicRandom(plan.Scenario.Seed).Stream("sites");
        _run = new SimulationRun(plan.Scenario, stores, new RunOptions { IsTracing = false, MaxWaitingEvents = int.MaxValue });
    }

    /// <summary>Runs all trials of a plan to their ends.</summary>
    /// <param name="plan">What is measured.</param>
    /// <param name="stores">Empty disks; disposed at the end.</param>
    /// <exception cref="ArgumentException">
    /// When the plan's scenario can't be run, or has no trial or no time to read at.
    /// </exception>
    /// <exception cref="OperationCanceledException">When it is told to stop.</exception>
    public static StalenessResult Measure(StalenessPlan plan, IStoreFactory stores, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(plan.Trials);
        if (plan.ReadAfter.IsDefaultOrEmpty || plan.ReadAfter.Any(after => after < TimeSpan.Zero))
            throw new ArgumentException("Say how long after its write a key is read, at least once and never before it.", nameof(plan));

        using var experiment = new StalenessExperiment(plan, stores);
        return experiment.Run(stop);
    }

    /// <inheritdoc/>
    public void Dispose() => _run.Dispose();

    private StalenessResult Run(CancellationToken stop)
    {
        while (NextAction() is not null || _asked.Count > 0)
        {
            stop.ThrowIfCancellationRequested();
            if (_run.NextAt is { } next && !(NextAction() < next))
            {
                _run.Step();
                TakeAnswers();
            }
            else if (NextAction() is { } now)
            {
                _run.RunUntil(now); // nothing is due before it: this only moves the clock
                Act(now);
            }
            else
            {
                break; // nothing will happen any more: what is not answered now never is
            }
        }

        return new StalenessResult([.. _writes], [.. _reads], [.. _fresh], _unanswered + _asked.Count);
    }

    private Instant? NextAction()
    {
        var write = _begun < _plan.Trials
            ? (_plan.Spacing * _begun).Ticks / TimeSpan.TicksPerMicrosecond
            : long.MaxValue;
        var read = _due.TryPeek(out _, out var first) ? first.Due : long.MaxValue;
        return Math.Min(write, read) is var due and < long.MaxValue ? new Instant(due) : null;
    }

    private void Act(Instant now)
    {
        if (_due.TryPeek(out var reading, out var first) && first.Due <= now.Microseconds)
        {
            _due.Dequeue();
            Ask(reading.Key, reading.Point);
        }
        else
        {
            Ask(Key.Of($"trial-{_begun++}"), point: null);
        }
    }

    private void Ask(Key key, int? point)
    {
        var via = EntryOf(key);
        var operation = _run.NextOperation(via);
        _asked.Add(operation, new Asked(key, point, _run.Now));
        _run.Apply(new RequestAction(via, point is null
            ? new ClientRequest.Put(operation, key, RequestOptions.None, WriteContent.Text(key.Text), Context: null, OnlyIfAbsent: false)
            : new ClientRequest.Get(operation, key, RequestOptions.None)));
        TakeAnswers();
    }

    // The first node that holds no copy, at the site of the client if that is drawn; when all do, the last of the preference list.
    private NodeId EntryOf(Key key)
    {
        var n = _plan.Scenario.Node.Quorum.N;
        var replicas = _run.Ring.PreferenceList(RingPosition.OfKey(key), n);
        var site = _plan.DrawsSites ? $"site-{_sites.NextInt32(n) + 1}" : null;
        foreach (var node in _plan.Scenario.Members)
        {
            if (!replicas.Contains(node.Id) && (site is null || node.Rack == site))
                return node.Id;
        }

        return replicas[^1];
    }

    private void TakeAnswers()
    {
        foreach (var response in _run.TakeResponses())
        {
            if (_asked.Remove(response.Operation, out var asked))
                Take(response, asked);
        }
    }

    private void Take(ClientResponse response, Asked asked)
    {
        var took = (_run.Now - asked.Since).TotalMilliseconds;
        switch (response)
        {
            case ClientResponse.Written:
                _writes.Add(took);
                for (var point = 0; point < _plan.ReadAfter.Length; point++)
                    _due.Enqueue((asked.Key, point), ((_run.Now + _plan.ReadAfter[point]).Microseconds, ++_planned));

                break;
            case ClientResponse.Read read when asked.Point is { } point:
                _reads.Add(took);
                _fresh[point] += new Proportion(read.Versions.HasLiveValue ? 1 : 0, 1);
                break;
            default:
                _unanswered++;
                break;
        }
    }

    private readonly record struct Asked(Key Key, int? Point, Instant Since);
}
