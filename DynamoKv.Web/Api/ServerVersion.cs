// Which version this is.
using System.Reflection;

namespace DynamoKv.Web.Api;

/// <summary>Which version this is.</summary>
internal static class ServerVersion
{
    /// <summary>For instance "0.1.0".</summary>
    public static string Text { get; } =
        typeof(ServerVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
