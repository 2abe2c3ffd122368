// The commands as processes: exit codes that a script sees.
using System.Diagnostics;

namespace DynamoKv.Tests.Hosting.Running;

public sealed class RunProcessTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_script_sees_what_came_of_it()
    {
        var scenario = _folder.Add("sweep.yaml", RunFolder.Sweep);

        var (code, output, _) = await RunAsync("run", scenario, "--out", _folder.PathOf("out"));
        Assert.Equal(0, code);
        Assert.Contains("small-sweep: r = 2", output, StringComparison.Ordinal);

        var (bad, _, errors) = await RunAsync("run", _folder.Add("bad.yaml", "dynamokv: 1\nname: x\nfautls: []\n"));
        Assert.Equal(2, bad);
        Assert.Contains("line 3, column 1: there is no word 'fautls' here: did you mean 'faults'?", errors, StringComparison.Ordinal);

        var (full, _, why) = await RunAsync("run", scenario, "--out", "/dev/full/out");
        Assert.Equal(2, full);
        Assert.Contains("'run' could not go on", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_simulator_is_measured_and_the_machine_is_named()
    {
        var (code, output, _) = await RunAsync("bench", "--quick");

        Assert.Equal(0, code);
        Assert.Matches(@"\d+ cores; \.NET", output);
        Assert.Matches(@"events: +[\d,]+ a second", output);
        Assert.Matches(@"quorum writes .*: +[\d,]+ a second", output);
        Assert.Matches(@"judged: +\d+\.\d\d s", output);
        Assert.Matches(@"all cores against one: +\d+\.\d\d times as fast", output);
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "DynamoKv.Web.dll"));
        foreach (var word in words)
            start.ArgumentList.Add(word);

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await errors);
    }
}
