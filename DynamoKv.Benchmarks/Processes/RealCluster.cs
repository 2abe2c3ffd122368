// A real cluster: processes on this machine.
using System.Net;
using System.Net.Sockets;

namespace DynamoKv.Benchmarks.Processes;

/// <summary>A real cluster of processes on this machine, founded together.</summary>
public sealed class RealCluster : IDisposable
{
    private RealCluster(IReadOnlyList<RealNode> nodes, string folder) => (Nodes, Folder) = (nodes, folder);

    /// <summary>Its nodes.</summary>
    public IReadOnlyList<RealNode> Nodes { get; }

    /// <summary>Where their data is, a folder a node.</summary>
    public string Folder { get; }

    /// <summary>Starts one and waits until every node is ready.</summary>
    /// <param name="count">How many nodes.</param>
    /// <param name="folder">Where their data goes.</param>
    /// <param name="settings">More settings, such as --DynamoKv:Quorum:N=1.</param>
    public static async Task<RealCluster> StartAsync(int count, string folder, params string[] settings)
    {
        var cluster = Plan(count, folder, settings);
        await Task.WhenAll(cluster.Nodes.Select(node => node.StartAsync()));
        return cluster;
    }

    /// <summary>As above, but starts nothing.</summary>
    public static RealCluster Plan(int count, string folder, params string[] settings)
    {
        var ports = FreePorts(count * 2);
        var founders = string.Join(',', Enumerable.Range(0, count).Select(index => $"node-{index + 1}=http://127.0.0.1:{ports[index]}"));
        return new RealCluster(
            [.. Enumerable.Range(0, count).Select(index => new RealNode(
                $"node-{index + 1}", ports[index],
                [$"--founders={founders}", $"--node-port={ports[count + index]}", $"--data={folder}", "--Logging:LogLevel:Default=Warning", .. settings]))],
            folder);
    }

    /// <summary>Loses the disk of a node, whose process must have ended.</summary>
    public void Wipe(RealNode node) => Directory.Delete(Path.Combine(Folder, node.Id), recursive: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var node in Nodes)
            node.Dispose();
    }

    /// <summary>Ports that nobody uses, no two the same.</summary>
    public static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
            listener.Start(); // all at once, so that no two are the same

        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
            listener.Dispose();

        return ports;
    }
}
