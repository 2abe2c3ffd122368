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

    /// <summary>The addresses that the configuration names; a port without a host stands for all of this machine's.</summary>
    internal static IEnumerable<string> NamedIn(IConfiguration configuration)
    {
        if (CommandLine.Port(configuration) is not null)
        {
            return []; // it wins, and it is of this machine
        }

        var ports = Split(configuration[WebHostDefaults.HttpPortsKey]).Select(port => $"http://0.0.0.0:{port}")
            .Concat(Split(configuration[WebHostDefaults.HttpsPortsKey]).Select(port => $"https://0.0.0.0:{port}"));
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>();
        return Split(configuration[WebHostDefaults.ServerUrlsKey]).Concat(ports).Concat(endpoints)
            .Select(address => address.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal));
    }

    /// <summary>Where others reach this server by what it listens on.</summary>
    internal static string OwnIn(IConfiguration configuration)
    {
        var address = CommandLine.Port(configuration) is { } port ? $"http://127.0.0.1:{port}" : NamedIn(configuration).FirstOrDefault() ?? Standard;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.StrongPort, UriFormat.UriEscaped)
                .Replace("//localhost", "//127.0.0.1", StringComparison.OrdinalIgnoreCase)
            : address;
    }

    private static string[] Split(string? text) =>
        text?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool IsNamed(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration[WebHostDefaults.ServerUrlsKey])
        || !string.IsNullOrEmpty(configuration[WebHostDefaults.HttpPortsKey])
        || !string.IsNullOrEmpty(configuration[WebHostDefaults.HttpsPortsKey])
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
}
