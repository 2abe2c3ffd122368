// Starts and stops a node with its server.
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Networking;
using DynamoKv.Web.Hosting.Security;

namespace DynamoKv.Web.Hosting;

/// <summary>
/// Starts the node before the server listens, lets it join afterwards, and stops it while the server still listens: members'
/// acknowledgements for what is under way have to get in.
/// </summary>
internal sealed partial class NodeRunner(
    NodeHost host, ITransport transport, NodeNetwork network, Joiner joiner, NodeSettings settings, MemberBook members, IHostApplicationLifetime server,
    ILogger<NodeRunner> log, ILoggerFactory logs)
    : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _joining = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Security.IsInsecure)
        {
            Insecure(log, settings.Id.Value);
        }

        if (settings.EnablesChaos)
        {
            SecurityLog.ChaosEnabled(logs.CreateLogger(SecurityLog.Category), settings.Id.Value);
        }

        await host.StartAsync(transport);
        Started(log, settings.Id.Value, settings.Address, settings.DataFolder ?? "memory");
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (settings is { MayJoin: true, Seeds.IsEmpty: false } && !members.HasRing)
        {
            _joining = JoinAsync();
        }

        if (settings.StopsWithParent)
        {
            _ = StopWithParentAsync();
        }

        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await host.StopAsync();
        await _joining;
        Stopped(log, settings.Id.Value);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        network.Dispose();
        _stopping.Dispose();
    }

    private async Task JoinAsync()
    {
        try
        {
            await joiner.RunAsync(_stopping.Token);
            Joined(log, joiner.State);
        }
        catch (OperationCanceledException)
        {
            // the server stops
        }
    }

    // The parent holds the other end of the standard input: when it ends in any way, so does this.
    private async Task StopWithParentAsync()
    {
        await using var input = Console.OpenStandardInput();
        var rest = new byte[64];
        while (await input.ReadAsync(rest) > 0)
        {
        }

        server.StopApplication();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Node} runs insecure: whoever reaches its address can join, read and write")]
    private static partial void Insecure(ILogger log, string node);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Node} works, others reach it at {Address}, its data is in {Folder}")]
    private static partial void Started(ILogger log, string node, string address, string folder);

    [LoggerMessage(Level = LogLevel.Information, Message = "{State}")]
    private static partial void Joined(ILogger log, string state);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Node} has stopped, everything it acknowledged is on its disk")]
    private static partial void Stopped(ILogger log, string node);
}
