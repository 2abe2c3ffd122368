// Refuses requests that name another host than this server's.
using DynamoKv.Web.Api;

namespace DynamoKv.Web.Hosting;

/// <summary>
/// Refuses requests whose Host header names another host: a page of another site whose name was pointed at this machine
/// (DNS rebinding) could else read and write here as if it were ours.
/// </summary>
public static class HostGuard
{
    private static readonly string[] OwnNames = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Puts the guard in front of everything.</summary>
    public static IApplicationBuilder UseHostGuard(this IApplicationBuilder app, IReadOnlyList<string> hosts)
    {
        var time = app.ApplicationServices.GetRequiredService<TimeProvider>();
        var known = OwnNames.Concat(hosts).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return app.Use((context, next) => known.Contains(context.Request.Host.Host)
            ? next(context)
            : Problems.Answer(StatusCodes.Status400BadRequest, Refusal(context.Request.Host.Host), time).ExecuteAsync(context));
    }

    /// <summary>The names that the configuration gives to this server: the setting Hosts, and the hosts of the addresses it listens on.</summary>
    public static IReadOnlyList<string> NamesIn(IConfiguration configuration, string? setting)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]);
        var urls = Split(configuration[WebHostDefaults.ServerUrlsKey]).Concat(endpoints.OfType<string>());
        return [.. Split(setting), .. urls.Select(HostOf).OfType<string>()];
    }

    private static string Refusal(string host) =>
        $"The Host header names '{host}', which is not this server: use localhost, or add the name to the setting {ServerOptions.Section}:Hosts.";

    private static string[] Split(string? text) =>
        text?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>Null for an address that stands for all of them, such as http://*:80.</summary>
    private static string? HostOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Host is not ("0.0.0.0" or "[::]") ? address.Host : null;
}
