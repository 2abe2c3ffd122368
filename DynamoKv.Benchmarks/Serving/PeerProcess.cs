// Programs of others, and our bare server, as processes to compare with.
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace DynamoKv.Benchmarks.Serving;

/// <summary>A program to compare with, as a process of its own that ends with this one.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;

    private PeerProcess(Process process) => _process = process;

    /// <summary>Whether a program is there at all.</summary>
    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Starts the bare server.</summary>
    public static Task<PeerProcess> BareAsync(int port) =>
        StartAsync(port, Environment.ProcessPath!, "bare-server", port.ToString(CultureInfo.InvariantCulture));

    /// <summary>Starts redis so that every command is synced before it is answered.</summary>
    public static Task<PeerProcess> RedisAsync(int port, string folder) => StartAsync(
        port, "redis-server", "--bind", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture),
        "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--dir", folder);

    /// <summary>Starts one member of an etcd cluster.</summary>
    /// <param name="clients">The ports for clients, one a member.</param>
    /// <param name="peers">The ports for members, one a member.</param>
    public static Task<PeerProcess> EtcdAsync(int index, int[] clients, int[] peers, string folder)
    {
        var client = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{clients[index]}");
        var peer = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{peers[index]}");
        var all = string.Join(',', peers.Select((port, member) => string.Create(CultureInfo.InvariantCulture, $"m{member}=http://127.0.0.1:{port}")));
        return StartAsync(
            clients[index], "etcd", "--name", $"m{index}", "--data-dir", Path.Combine(folder, $"m{index}"), "--listen-client-urls", client,
            "--advertise-client-urls", client, "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", all,
            "--log-level", "error");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(5_000);
        }

        _process.Dispose();
    }

    private static async Task<PeerProcess> StartAsync(int port, string program, params string[] words)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var look = 0; await looks.WaitForNextTickAsync(); look++)
        {
            if (process.HasExited || look > 600)
            {
                throw new InvalidOperationException($"{program} did not start.");
            }

            if (await AnswersAsync(port))
            {
                break;
            }
        }

        return new PeerProcess(process);
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
