// "serve trouble": what a replica that is away costs the others.
using static DynamoKv.Benchmarks.Serving.Sides;

namespace DynamoKv.Benchmarks.Serving;

/// <summary>What a replica that is away costs the others: its process is frozen, or killed.</summary>
internal static class TroublePart
{
    public static async Task RunAsync(Comparison table, string folder)
    {
        using var three = await StartAsync(3, folder, "trouble", InMemory);
        var load = new Load(PortOf(three), Requests.Put);
        var last = three.Nodes[2];
        await table.LineAsync(
            "in memory: put with one replica paused / all healthy", Away("paused", load, last.PauseAsync, last.ResumeAsync), Healthy(load), new Aim(0.8, 0.5));
        await table.LineAsync(
            "in memory: put with one replica killed / all healthy", Away("killed", load, last.KillAsync, last.StartAsync), Healthy(load), new Aim(0.8, 0.5));
    }

    private static Side Healthy(Load load) => new("healthy", length => load.RunAsync(length));

    private static Side Away(string name, Load load, Func<Task> leave, Func<Task> comeBack) => new(name, async length =>
    {
        await leave();
        var figures = await load.RunAsync(length);
        await comeBack();
        return figures;
    });
}
