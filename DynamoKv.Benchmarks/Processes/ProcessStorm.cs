// Kills real nodes under load and judges what is left.
using System.Collections.Concurrent;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Benchmarks.Processes;

/// <summary>
/// Kills, freezes and restarts the processes of a real cluster while clients work, then lets it come to rest and judges: nothing
/// acknowledged is lost, no delete comes back, no dot names two values, all replicas are equal.
/// </summary>
public sealed class ProcessStorm(RealCluster cluster, ulong seed)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly DeterministicRandom _random = new DeterministicRandom(seed).Stream("faults");
    private readonly DotBook _dots = new();
    private int _kills;
    private int _pauses;
    private int _terminations;

    /// <summary>Runs it.</summary>
    /// <param name="kills">How often a node is killed.</param>
    /// <param name="clientCount">How many clients work meanwhile.</param>
    public async Task<StormReport> RunAsync(int kills, int clientCount)
    {
        using var stop = new CancellationTokenSource();
        var root = new DeterministicRandom(seed);
        var clients = Enumerable.Range(1, clientCount).Select(number => new StormClient(cluster, number, root.Stream($"client/{number}"), _dots)).ToArray();
        var work = clients.Select(client => Task.Run(() => client.RunAsync(stop.Token))).ToArray();
        while (_kills < kills)
            await HarmAsync();

        await stop.CancelAsync();
        await Task.WhenAll(work);
        var problems = await JudgeAsync(clients);
        var report = new StormReport(
            _kills, _pauses, _terminations, clients.Sum(client => client.Figures.Answered), clients.Sum(client => client.Figures.Unsettled),
            clients.Sum(client => client.Records.Sum(record => record.AcknowledgedCount)), _dots.Count, clients.Max(client => client.Figures.Longest), problems);
        foreach (var client in clients)
            client.Dispose();

        return report;
    }

    // One node at a time: the others have the quorum.
    private async Task HarmAsync()
    {
        var node = cluster.Nodes[_random.NextInt32(cluster.Nodes.Count)];
        var away = TimeSpan.FromMilliseconds(_random.NextInt32(1_500));
        switch (_random.NextInt32(10))
        {
            case 0:
                _pauses++;
                await node.PauseAsync();
                await Task.Delay(away);
                await node.ResumeAsync();
                break;
            case 1:
                _terminations++;
                await node.TerminateAsync();
                await Task.Delay(away);
                await node.StartAsync();
                break;
            default:
                _kills++;
                await node.KillAsync();
                await Task.Delay(away);
                await node.StartAsync();
                break;
        }

        await Task.Delay(_random.NextInt32(500));
    }

    private async Task<IReadOnlyList<string>> JudgeAsync(StormClient[] clients)
    {
        var problems = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            clients.SelectMany(client => client.Records.Select(record => (client, record))),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (one, _) =>
            {
                if (await ProblemAsync(one.client, one.record) is { } problem)
                    problems.Add(problem);
            });
        return [.. problems, .. _dots.Problems];
    }

    private async Task<string?> ProblemAsync(StormClient client, KeyRecord record)
    {
        if (!await ReplicaView.SettlesAsync(cluster, record.Key, Patience))
            return $"'{record.Key}': {Patience.TotalSeconds:0} s after the last fault the replicas still differ.";

        foreach (var node in cluster.Nodes)
        {
            var shown = await client.ReadAsync(new Uri(node.Address, "/api/v1/data/" + Uri.EscapeDataString(record.Key)));
            if (shown is null)
                return $"'{record.Key}': {node.Id} does not answer although all is healed.";
            if (record.ProblemWith(shown) is { } problem)
                return problem;
        }

        return null;
    }
}
