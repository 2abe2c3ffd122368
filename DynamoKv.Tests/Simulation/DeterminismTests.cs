// The same scenario and seed: the same log, everywhere and at every speed.
using System.Diagnostics;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Sqlite;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class DeterminismTests
{
    private const int Seeds = 50;

    [Fact]
    public void Fifty_stormy_seeds_give_the_same_logs_in_three_processes()
    {
        var here = Enumerable.Range(1, Seeds).Select(seed => $"{seed} {HashOf((ulong)seed, new MemoryStoreFactory())}").ToArray();

        Assert.Equal(Seeds, here.Select(line => line.Split(' ')[1]).Distinct().Count());
        Assert.Equal(here, HashesOfAnotherProcess());
        Assert.Equal(here, HashesOfAnotherProcess());
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(17)]
    [InlineData(1000)]
    public void Every_speed_gives_the_same_log(double milliseconds)
    {
        using var run = Start(SwarmScenario.Create(3));
        while (run.Now < SwarmScenario.End)
            run.RunUntil(run.Now + Ms(milliseconds) < SwarmScenario.End ? run.Now + Ms(milliseconds) : SwarmScenario.End);

        Assert.Equal(HashOf(3, new MemoryStoreFactory()), run.LogHash());
    }

    [Fact]
    public void Single_steps_give_the_same_log()
    {
        using var run = Start(SwarmScenario.Create(4));
        while (run.NextAt <= SwarmScenario.End)
            Assert.Equal(1, run.RunUntil(SwarmScenario.End, maxSteps: 1));

        Assert.Equal(HashOf(4, new MemoryStoreFactory()), run.LogHash());
    }

    [Fact]
    public void The_hash_may_be_asked_for_at_any_time()
    {
        using var run = Start(SwarmScenario.Create(5));
        run.RunFor(1000);
        Assert.NotEqual(HashOf(5, new MemoryStoreFactory()), run.LogHash());
        run.RunUntil(SwarmScenario.End);

        Assert.Equal(HashOf(5, new MemoryStoreFactory()), run.LogHash());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Disks_in_memory_and_databases_in_files_give_the_same_log(ulong seed)
    {
        var folder = Directory.CreateTempSubdirectory("dynamokv-simulation-");
        try
        {
            var files = new SqliteStoreFactory(folder.FullName, new SqliteStoreOptions { Durability = SqliteDurability.Normal });
            Assert.Equal(HashOf(seed, new MemoryStoreFactory()), HashOf(seed, files));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string HashOf(ulong seed, IStoreFactory stores)
    {
        using var run = new SimulationRun(SwarmScenario.Create(seed), stores);
        run.RunUntil(SwarmScenario.End);
        return run.LogHash();
    }

    private static string[] HashesOfAnotherProcess()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "DynamoKv.Benchmarks.dll");
        var start = new ProcessStartInfo("dotnet", [program, "hashes", "--seeds", $"{Seeds}"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
