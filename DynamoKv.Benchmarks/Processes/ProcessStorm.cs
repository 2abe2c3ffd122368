// Kills real nodes under load and judges what is left.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Benchmarks.Processes;

/// <summary>Kills, freezes and restarts the processes of a real cluster while clients work, one at a time: the others have the quorum.</summary>
/// <param name="cluster">Which.</param>
/// <param name="seed">Of what is done to whom.</param>
/// <param name="away">The most requests that clients settle while a node is away.</param>
public sealed class ProcessStorm(RealCluster cluster, ulong seed, int away = 300)
{
    private readonly DeterministicRandom _random = new DeterministicRandom(seed).Stream("faults");
    private int _kills;
    private int _pauses;
    private int _terminations;

    /// <summary>Runs it: one pause and one orderly end, then kills with more of both between them.</summary>
    /// <param name="kills">How often a node is killed.</param>
    /// <param name="clientCount">How many clients work meanwhile.</param>
    public async Task<StormReport> RunAsync(int kills, int clientCount)
    {
        using var load = new ClusterLoad(cluster, "storm", clientCount, seed);
        await load.ProgressAsync(50);
        await PauseAsync(load);
        await TerminateAsync(load);
        while (_kills < kills)
            await HarmAsync(load);

        return new StormReport(_kills, _pauses, _terminations, await load.JudgeAsync());
    }

    private Task HarmAsync(ClusterLoad load) => _random.NextInt32(10) switch
    {
        0 => PauseAsync(load),
        1 => TerminateAsync(load),
        _ => KillAsync(load),
    };

    private async Task PauseAsync(ClusterLoad load)
    {
        _pauses++;
        var node = Any();
        await node.PauseAsync();
        await load.ProgressAsync(_random.NextInt32(away));
        await node.ResumeAsync();
        await load.ProgressAsync(_random.NextInt32(away / 3));
    }

    private async Task TerminateAsync(ClusterLoad load)
    {
        _terminations++;
        var node = Any();
        await node.TerminateAsync();
        await ComeBackAsync(node, load);
    }

    private async Task KillAsync(ClusterLoad load)
    {
        _kills++;
        var node = Any();
        await node.KillAsync();
        await ComeBackAsync(node, load);
    }

    private async Task ComeBackAsync(RealNode node, ClusterLoad load)
    {
        await load.ProgressAsync(_random.NextInt32(away));
        await node.StartAsync();
        await load.ProgressAsync(_random.NextInt32(away / 3));
    }

    private RealNode Any() => cluster.Nodes[_random.NextInt32(cluster.Nodes.Count)];
}
