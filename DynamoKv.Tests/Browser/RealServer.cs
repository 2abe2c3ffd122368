// The real application on a free port of this machine.
using DynamoKv.Web.Hosting;
using Microsoft.AspNetCore.Builder;

namespace DynamoKv.Tests.Browser;

/// <summary>The application as its command line starts it, in its own data folder, listening on 127.0.0.1 only.</summary>
internal sealed class RealServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _data;

    private RealServer(WebApplication app, string data) => (_app, _data) = (app, data);

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address => _app.Urls.First().TrimEnd('/');

    /// <summary>Starts listening.</summary>
    public static async Task<RealServer> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("dynamokv-browser-").FullName;
        var app = DynamoKvServer.Build(
        [
            "--port=0", "--environment=Production", "--applicationName=DynamoKv.Web", "--Logging:LogLevel:Default=Warning",
            $"--DynamoKv:Simulation:DataFolder={data}",
        ]);
        await app.StartAsync();
        return new RealServer(app, data);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
