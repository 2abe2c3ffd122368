// How operations end, in the words of metrics and traces.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Sessions;

/// <summary>How operations end, in the words of metrics and traces.</summary>
internal static class OperationOutcome
{
    /// <summary>Every word, by its number.</summary>
    public static IReadOnlyList<string> Words { get; } =
        ["success", "exists", "too_many_siblings", "quorum_missed", "timed_out", "refused", "overloaded"];

    /// <summary>The number of an answer's word.</summary>
    public static int Of(ClientResponse response) => response switch
    {
        ClientResponse.AlreadyExists => 1,
        ClientResponse.TooManySiblings => 2,
        ClientResponse.QuorumMissed => 3,
        ClientResponse.TimedOut => 4,
        ClientResponse.Refused => 5,
        ClientResponse.Overloaded => 6,
        _ => 0,
    };

    /// <summary>The word of a kind of request.</summary>
    public static string Of(OperationKind kind) => kind switch
    {
        OperationKind.Get => "get",
        OperationKind.Put => "put",
        _ => "delete",
    };
}
