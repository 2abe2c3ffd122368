// Starts several nodes on this machine as processes of their own.
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DynamoKv.Web.Hosting;

/// <summary>
/// The command "cluster": starts the nodes as founders of one cluster, says where they are, and stops them all when it is
/// told to stop. Each node holds on to this process: should it be killed, they stop by themselves.
/// </summary>
internal static class ClusterVerb
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(12);

    /// <summary>Runs until it is told to stop, or no node is left; gives the exit code.</summary>
    public static async Task<int> RunAsync(StartOrder order, TextWriter output)
    {
        using var stop = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        var founders = string.Join(',', Enumerable.Range(1, order.Nodes).Select(number => $"node-{number}={AddressOf(order, number)}"));
        var nodes = new List<Process>();
        try
        {
            for (var number = 1; number <= order.Nodes; number++)
            {
                nodes.Add(Start(order, number, founders, output));
                await output.WriteLineAsync($"node-{number} at {AddressOf(order, number)}");
            }

            await WaitAsync(nodes, stop.Token);
            return stop.IsCancellationRequested ? await StopAllAsync(nodes) : DynamoKvServer.CouldNotStart;
        }
        finally
        {
            foreach (var node in nodes)
            {
                if (!node.HasExited)
                {
                    node.Kill();
                }

                node.Dispose();
            }
        }
    }

    private static string AddressOf(StartOrder order, int number) => $"http://127.0.0.1:{order.FirstPort + number - 1}";

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true; // this process ends when its nodes have
        stop.Cancel();
    }

    private static Process Start(StartOrder order, int number, string founders, TextWriter output)
    {
        var start = SelfStart();
        foreach (var word in (string[])["node", $"--id=node-{number}", $"--port={order.FirstPort + number - 1}", $"--founders={founders}",
            "--DynamoKv:Node:StopsWithParent=true", .. order.Arguments])
        {
            start.ArgumentList.Add(word);
        }

        var process = new Process { StartInfo = start };
        void Tell(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is { Length: > 0 } text)
            {
                lock (output)
                    output.WriteLine($"node-{number} | {text}");
            }
        }

        process.OutputDataReceived += Tell;
        process.ErrorDataReceived += Tell;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    // The same program: by its own executable, or by "dotnet" and its assembly.
    private static ProcessStartInfo SelfStart()
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, typeof(ClusterVerb).Assembly.GetName().Name + ".dll");
        var isOwn = Environment.ProcessPath is { } path
            && Path.GetFileNameWithoutExtension(path) == typeof(ClusterVerb).Assembly.GetName().Name;
        var start = new ProcessStartInfo(isOwn ? Environment.ProcessPath! : "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove(CommandLine.NodeIdVariable);
        start.Environment.Remove("PORT");
        if (!isOwn)
        {
            start.ArgumentList.Add(assembly);
        }

        return start;
    }

    private static async Task WaitAsync(List<Process> nodes, CancellationToken stop)
    {
        try
        {
            await Task.WhenAll(nodes.Select(node => node.WaitForExitAsync(stop)));
        }
        catch (OperationCanceledException)
        {
            // told to stop
        }
    }

    // Their standard input ends: the word for a graceful stop.
    private static async Task<int> StopAllAsync(List<Process> nodes)
    {
        using var patience = new CancellationTokenSource(StopWithin);
        foreach (var node in nodes.Where(node => !node.HasExited))
        {
            node.StandardInput.Close();
        }

        await WaitAsync(nodes, patience.Token);
        return nodes.TrueForAll(node => node is { HasExited: true, ExitCode: 0 }) ? 0 : DynamoKvServer.CouldNotStart;
    }
}
