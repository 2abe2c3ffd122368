// Where a node's port is.
using System.Diagnostics.CodeAnalysis;

namespace DynamoKv.Engine.Networking;

/// <summary>Addresses as nodes tell them to each other: http://host:port or https://host:port, nothing else.</summary>
public static class NodeAddress
{
    /// <summary>The longest address, in characters.</summary>
    public const int MaxLength = 300;

    /// <summary>How far above a server's HTTP port its node port is, unless the server says otherwise.</summary>
    public const int PortDistance = 1_000;

    /// <summary>Brings an address into its one spelling; false: it is none.</summary>
    public static bool TryNormalize(string? text, [NotNullWhen(true)] out string? address)
    {
        address = text is { Length: > 0 and <= MaxLength } && Uri.TryCreate(text, UriKind.Absolute, out var uri) && IsPlain(uri)
            ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.StrongPort, UriFormat.UriEscaped)
            : null;
        return address is not null;
    }

    /// <summary>Whether it is on this machine.</summary>
    public static bool IsLoopback(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback;

    private static bool IsPlain(Uri uri) =>
        uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.Port > 0 && uri.UserInfo.Length == 0
        && uri.PathAndQuery == "/" && uri.Fragment.Length == 0;
}
