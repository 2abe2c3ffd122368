// Addresses of keys and of moments.
using DynamoKv.Engine.Primitives;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Components.Keys;

/// <summary>Addresses of keys and of moments. A key is data: in an address it is always escaped.</summary>
public static class KeyLinks
{
    /// <summary>The page of a key.</summary>
    public static string Of(IClusterSession session, Key key) => $"/keys/{Uri.EscapeDataString(key.Text)}{QueryOf(session)}";

    /// <summary>The list of the keys of a run.</summary>
    public static string Of(IClusterSession session) => $"/keys{QueryOf(session)}";

    /// <summary>A moment of a run, with a key chosen there.</summary>
    public static string Moment(IClusterSession session, long number, Key key) =>
        Words.Fill("/lab/{0}?e={1}&k={2}", Uri.EscapeDataString(session.Name), number, Uri.EscapeDataString(key.Text));

    /// <summary>The key that an address of a key's page names, as it stands there.</summary>
    /// <param name="address">The whole address.</param>
    public static string KeyIn(string address)
    {
        const string Page = "/keys/";
        var path = new Uri(address).AbsolutePath;
        return path.StartsWith(Page, StringComparison.Ordinal) ? Uri.UnescapeDataString(path[Page.Length..]) : "";
    }

    private static string QueryOf(IClusterSession session) => session.Name == RunBar.MainName ? "" : $"?run={Uri.EscapeDataString(session.Name)}";
}
