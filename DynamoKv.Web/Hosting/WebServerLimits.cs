// What the web server refuses before anything else sees it.
using System.Text;
using DynamoKv.Web.Api;

namespace DynamoKv.Web.Hosting;

/// <summary>Sets the limits of the web server (operations, section 4).</summary>
internal static class WebServerLimits
{
    public static void Apply(IWebHostBuilder host, ServerLimits limits) => host.ConfigureKestrel(server =>
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestLineSize = ServerLimits.MaxRequestLineBytes;
        server.Limits.MaxRequestHeadersTotalSize = ServerLimits.MaxHeaderBytes;
        server.Limits.MaxRequestBodySize = RequestBody.MaxBodyBytes;
        server.Limits.MaxConcurrentConnections = limits.MaxConnections;
        server.Limits.MaxConcurrentUpgradedConnections = limits.MaxConnections;
        server.Limits.RequestHeadersTimeout = ServerLimits.HeaderTimeout;
        server.RequestHeaderEncodingSelector = EncodingOf;
        server.ResponseHeaderEncodingSelector = EncodingOf;
    });

    /// <summary>The headers that Riak clients have kept are bytes, and come back as they went; null: as usual.</summary>
    private static Encoding? EncodingOf(string header) => header.StartsWith("X-Riak-", StringComparison.OrdinalIgnoreCase) ? Encoding.Latin1 : null;
}
