// Writes what the transport notices into the logs.
using DynamoKv.Engine.Networking;

namespace DynamoKv.Web.Hosting.Networking;

/// <summary>Writes what the transport notices into the logs; what concerns security has a category of its own.</summary>
internal sealed partial class TransportLog(ILoggerFactory logs)
{
    /// <summary>The category of refused joins, strangers and faults.</summary>
    public const string SecurityCategory = "DynamoKv.Security";

    private readonly ILogger _security = logs.CreateLogger(SecurityCategory);
    private readonly ILogger _network = logs.CreateLogger("DynamoKv.Network");

    public void Write(TransportNotice notice)
    {
        if (notice.IsSecurity && notice.Kind != TransportNoticeKind.Fault) // whoever puts faults in has written a line of its own
            SecurityNotice(_security, notice.Kind, notice.Peer?.Value, notice.Sentence);
        else
            NetworkNotice(_network, notice.Kind, notice.Peer?.Value, notice.Sentence);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Kind} {Peer}: {Sentence}")]
    private static partial void SecurityNotice(ILogger log, TransportNoticeKind kind, string? peer, string sentence);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "{Kind} {Peer}: {Sentence}")]
    private static partial void NetworkNotice(ILogger log, TransportNoticeKind kind, string? peer, string sentence);
}
