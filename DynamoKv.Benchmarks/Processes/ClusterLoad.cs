// Clients at work on a real cluster, and the judgement of what they were told.
using System.Collections.Concurrent;
using System.Diagnostics;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Benchmarks.Processes;

/// <summary>
/// Clients at work on a real cluster. When they are told to stop, the cluster has to come to rest, and is judged: nothing
/// acknowledged is lost, no delete comes back, no dot names two values, all replicas are equal. Two judges look, and know nothing
/// of each other: what each client remembers of its own keys, and the checkers of histories that judge simulated runs too.
/// </summary>
public sealed class ClusterLoad : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly RealCluster _cluster;
    private readonly CancellationTokenSource _stop = new();
    private readonly DotBook _dots = new();
    private readonly StormHistory _history = new();
    private readonly StormClient[] _clients;
    private readonly Task[] _work;

    /// <summary>Puts clients to work.</summary>
    /// <param name="cluster">Where.</param>
    /// <param name="name">What their keys begin with; no two loads of a cluster share one.</param>
    /// <param name="clientCount">How many.</param>
    /// <param name="seed">Of what they do.</param>
    public ClusterLoad(RealCluster cluster, string name, int clientCount, ulong seed)
    {
        _cluster = cluster;
        var root = new DeterministicRandom(seed);
        _clients = [.. Enumerable.Range(1, clientCount).Select(number => new StormClient(cluster, $"{name}-{number}", root.Stream($"client/{number}"), _dots, _history))];
        _work = [.. _clients.Select(client => Task.Run(() => client.RunAsync(_stop.Token)))];
    }

    /// <summary>Requests settled so far.</summary>
    public int Settled => _clients.Sum(client => client.Figures.Answered);

    /// <summary>Requests that wait for an answer now.</summary>
    public int Open => _clients.Sum(client => client.Figures.Open);

    /// <summary>Waits until so many more requests are settled.</summary>
    /// <exception cref="TimeoutException">When they are not within half a minute.</exception>
    public async Task ProgressAsync(int requests)
    {
        var goal = Settled + requests;
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var watch = Stopwatch.StartNew(); Settled < goal; await looks.WaitForNextTickAsync())
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(30))
                throw new TimeoutException($"The clients came to {Settled} settled requests and not to {goal} within {watch.Elapsed.TotalSeconds:0} s.");
        }
    }

    /// <summary>Stops the clients and judges. All nodes must be up and all faults healed.</summary>
    public async Task<LoadReport> JudgeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_work);
        var settledFrom = _history.Now;
        var problems = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            _clients.SelectMany(client => client.Records.Select(record => (client, record))),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (one, _) =>
            {
                if (await ProblemAsync(one.client, one.record) is { } problem)
                    problems.Add(problem);
            });
        return new LoadReport(
            Settled, _clients.Sum(client => client.Figures.Unsettled), _clients.Sum(client => client.Records.Sum(record => record.AcknowledgedCount)),
            _dots.Count, _clients.Max(client => client.Figures.Longest), [.. problems, .. _dots.Problems, .. _history.Problems(settledFrom)]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        foreach (var client in _clients)
            client.Dispose();

        _stop.Dispose();
    }

    private async Task<string?> ProblemAsync(StormClient client, KeyRecord record)
    {
        if (!await ReplicaView.SettlesAsync(_cluster, record.Key, Patience))
            return $"'{record.Key}': {Patience.TotalSeconds:0} s after the last fault the replicas still differ.";

        foreach (var node in _cluster.Nodes)
        {
            var (shown, refusal) = await client.ReadWithinAsync(node.Address, record.Key, Patience);
            if (shown is null)
                return $"'{record.Key}': {Patience.TotalSeconds:0} s after the last fault {node.Id} still does not answer: {refusal}.";
            if (record.ProblemWith(shown) is { } problem)
                return $"{problem} The replicas hold {await ReplicaView.HeldAsync(_cluster, record.Key)}";
        }

        return null;
    }
}
