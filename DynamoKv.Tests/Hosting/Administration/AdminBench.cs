// A real node behind its port, and commands against it.
using System.Security.Cryptography;
using System.Text;
using DynamoKv.Engine.Hosting;
using DynamoKv.Tests.Storage;
using DynamoKv.Web.Hosting;
using DynamoKv.Web.Hosting.Administration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using static DynamoKv.Tests.Hosting.HostBench;

namespace DynamoKv.Tests.Hosting.Administration;

/// <summary>A real node behind its port that knows one token, and commands against it.</summary>
public sealed class AdminBench : IAsyncLifetime
{
    public const string Secret = "the-administrators-token-0123456789";

    private WebApplication _app = null!;

    internal TemporaryFolder Folder { get; } = new();

    public string Url => _app.Urls.First();

    public INodeHost Host => _app.Services.GetRequiredService<INodeHost>();

    public string Data => Path.Combine(Folder.Path, "data");

    public async ValueTask InitializeAsync()
    {
        _app = DynamoKvServer.Build([.. CommandLine.Read(
        [
            "node", "--id=node-1", "--port=0", $"--data={Data}", "--DynamoKv:Quorum:N=1", "--DynamoKv:Quorum:R=1", "--DynamoKv:Quorum:W=1",
            $"--DynamoKv:Security:Tokens:0:Sha256={Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)))}",
            "--DynamoKv:Security:Tokens:0:Scopes=read,write,admin", "--DynamoKv:Security:Tokens:0:Name=operator",
        ]).Arguments]);
        await Soon(_app.StartAsync());
        await Soon(Host.PutAsync("cart", "milk"));
        await Soon(Host.PutAsync("shelf", "books"));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
        Folder.Dispose();
    }

    public Task StopAsync() => Soon(_app.StopAsync());

    /// <summary>Runs a command against the node, with the token in the environment.</summary>
    public Task<(int Code, string Output, string Errors)> AdminAsync(params string[] words) => RunAsync(Secret, [.. words, "--url", Url]);

    public static async Task<(int Code, string Output, string Errors)> RunAsync(string? token, params string[] words)
    {
        await using StringWriter output = new(), errors = new();
        var code = await Soon(AdminVerb.RunAsync(words, name => name == "DYNAMOKV_TOKEN" ? token : null, output, errors));
        return (code, output.ToString(), errors.ToString());
    }
}
