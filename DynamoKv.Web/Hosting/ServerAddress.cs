// Where the server listens.

namespace DynamoKv.Web.Hosting;

/// <summary>Where the server listens: this machine only, unless somebody says otherwise.</summary>
public static class ServerAddress
{
    /// <summary>Where a server listens that was told nothing.</summary>
    public const string Standard = "http://localhost:8080";

    /// <summary>--port wins; then --urls, ASPNETCORE_URLS and the like; then <see cref="Standard"/>.</summary>
    public static void Choose(IWebHostBuilder host, IConfiguration configuration)
    {
        if (CommandLine.Port(configuration) is { } port)
        {
            host.UseUrls(port == 0 ? "http://127.0.0.1:0" : $"http://localhost:{port}");
        }
        else if (!IsNamed(configuration))
        {
            host.UseUrls(Standard);
        }
    }

    private static bool IsNamed(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration[WebHostDefaults.ServerUrlsKey])
        || !string.IsNullOrEmpty(configuration[WebHostDefaults.HttpPortsKey])
        || !string.IsNullOrEmpty(configuration[WebHostDefaults.HttpsPortsKey])
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
}
