// What goes wrong between nodes, for people.
using DynamoKv.Engine.Networking.Handshakes;
using Grpc.Core;

namespace DynamoKv.Engine.Networking.Links;

/// <summary>What goes wrong between nodes, for people and for the log.</summary>
internal static class TransportTrouble
{
    /// <summary>Whether an exception is one of those that a network makes.</summary>
    public static bool IsExpected(Exception broken) =>
        broken is RpcException or HandshakeException or FormatException or OperationCanceledException or TimeoutException
            or IOException or HttpRequestException or ObjectDisposedException or InvalidOperationException;

    /// <summary>One sentence.</summary>
    public static string Sentence(string whom, Exception broken) => broken switch
    {
        RpcException { StatusCode: StatusCode.Unavailable } => $"{whom} can't be reached.",
        RpcException refused when refused.Status.Detail.Length > 0 => refused.Status.Detail,
        OperationCanceledException => $"The conversation with {whom} was ended.",
        _ => broken.Message,
    };

    /// <summary>How it goes into the log.</summary>
    public static TransportNoticeKind KindOf(Exception broken) => broken switch
    {
        RpcException { StatusCode: StatusCode.AlreadyExists } => TransportNoticeKind.Twin,
        RpcException { StatusCode: StatusCode.Unauthenticated or StatusCode.FailedPrecondition } => TransportNoticeKind.CalleeRefused,
        HandshakeException => TransportNoticeKind.CalleeRefused,
        _ => TransportNoticeKind.Lost,
    };
}
