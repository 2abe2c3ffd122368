// Lines of the log about who was refused.
using System.Net;

namespace DynamoKv.Web.Hosting.Security;

/// <summary>Lines about who was refused, in a category of their own. They never hold a token, a key or a value.</summary>
internal static partial class SecurityLog
{
    /// <summary>The category.</summary>
    public const string Category = "DynamoKv.Security";

    [LoggerMessage(Level = LogLevel.Warning, Message = "A token that is not known here was sent from {Address} to {Method} {Route}")]
    public static partial void UnknownToken(ILogger log, IPAddress? address, string method, string route);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The token '{Name}' lacks the scope {Missing} for {Method} {Route}")]
    public static partial void ScopeMissing(ILogger log, string name, string missing, string method, string route);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Signing in failed from {Address}: {Reason}")]
    public static partial void SignInFailed(ILogger log, IPAddress? address, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Faults may be put into {Node} on purpose, because it was started with --enable-chaos")]
    public static partial void ChaosEnabled(ILogger log, string node);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The fault {Fault} was put in for {Lasts} by {Caller}: {Description}")]
    public static partial void FaultBegins(ILogger log, string fault, string description, TimeSpan lasts, string caller);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The fault {Fault} was healed by {Caller}")]
    public static partial void FaultHealed(ILogger log, string fault, string caller);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The fault {Fault} has expired")]
    public static partial void FaultExpired(ILogger log, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "The token '{Name}' signed a browser in from {Address}")]
    public static partial void SignedIn(ILogger log, string name, IPAddress? address);
}
