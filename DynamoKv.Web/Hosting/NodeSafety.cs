// What a node does not do without secrets.
using System.Collections.Immutable;
using System.Net;
using DynamoKv.Engine.Hosting;

namespace DynamoKv.Web.Hosting;

/// <summary>
/// Beyond this machine a node needs a cluster secret and tokens for clients, or somebody who says that it may do without: otherwise
/// anybody in the network could join, read and write.
/// </summary>
internal static class NodeSafety
{
    /// <summary>Why the node may not start like this; null: it may.</summary>
    public static string? Problem(NodeSettings settings, bool hasTokens, ImmutableArray<Founder> founders, IConfiguration configuration)
    {
        if (settings.Security.IsInsecure || (settings.Security.ClusterSecret is not null && hasTokens))
        {
            return null;
        }

        var beyond = ServerAddress.NamedIn(configuration).Concat(settings.Seeds).Concat(founders.Select(founder => founder.Address)).Append(settings.Address)
            .FirstOrDefault(address => !IsThisMachine(address));
        return beyond is null ? null
            : $"{beyond} is not on this machine: set DynamoKv:Security:ClusterSecret and DynamoKv:Security:Tokens, or say --insecure.";
    }

    /// <summary>Whether an address is of this machine only.</summary>
    public static bool IsThisMachine(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
