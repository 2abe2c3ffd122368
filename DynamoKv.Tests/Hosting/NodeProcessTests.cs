// Nodes as processes: signals, exit codes, and the command that starts several.
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DynamoKv.Tests.Storage;
using static DynamoKv.Tests.Hosting.HostBench;

namespace DynamoKv.Tests.Hosting;

public sealed class NodeProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Process> _processes = [];

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit(5_000);
            }

            process.Dispose();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task A_node_that_is_told_to_terminate_ends_in_order_within_ten_seconds_and_keeps_what_it_acknowledged()
    {
        var port = FreePort();
        for (var life = 0; life < 2; life++)
        {
            var node = Start(
                "node", "--id=node-1", $"--port={port}", $"--data={_folder.Path}",
                "--DynamoKv:Quorum:N=1", "--DynamoKv:Quorum:R=1", "--DynamoKv:Quorum:W=1");
            await ReadyAsync(node, port);
            Assert.True(life == 0 || (await GetAsync(port, "/api/v1/data/cart")).Contains("milk", StringComparison.Ordinal));
            await PutAsync(port);
            Assert.Equal(0, await TerminateAsync(node));
        }
    }

    [Fact]
    public async Task A_cluster_stops_its_nodes_with_itself()
    {
        var port = FreePort();
        var cluster = Start("cluster", "--nodes=2", $"--port={port}", $"--data={_folder.Path}");
        await ReadyAsync(cluster, port);
        await ReadyAsync(cluster, port + 1);
        Assert.Equal(0, await TerminateAsync(cluster));

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(port, "/health/live"));
    }

    private Process Start(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "DynamoKv.Web.dll"));
        foreach (var word in words)
            start.ArgumentList.Add(word);

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _processes.Add(process);
        return process;
    }

    private static async Task ReadyAsync(Process process, int port)
    {
        using var client = new HttpClient();
        await UntilAsync(
            async () =>
            {
                Assert.False(process.HasExited, "The process ended before it was ready.");
                try
                {
                    return (await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"))).StatusCode == HttpStatusCode.OK;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            $"port {port} is ready");
    }

    private static async Task<int> TerminateAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        return process.ExitCode;
    }

    private static async Task PutAsync(int port)
    {
        using var client = new HttpClient();
        using var body = new StringContent("""{"value": "milk"}""", System.Text.Encoding.UTF8, "application/json");
        (await client.PutAsync(new Uri($"http://127.0.0.1:{port}/api/v1/data/cart"), body)).EnsureSuccessStatusCode();
    }

    private static async Task<string> GetAsync(int port, string path)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}{path}"));
    }

    // Two in a row: the next port is asked for too.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
