// An answer of the cluster in sentences that say what to do.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Panels;

/// <summary>An answer of the cluster in words.</summary>
public static class AnswerText
{
    /// <summary>The answer in one sentence; for errors it says what to do.</summary>
    public static string Sentence(Key key, ClientResponse response) => response switch
    {
        ClientResponse.Read read => Read(key, read.Versions),
        ClientResponse.Written => Counted(RequestText.AnswerWritten, key, response),
        ClientResponse.Deleted => Counted(RequestText.AnswerDelete, key, response),
        ClientResponse.NothingToDelete => Words.Fill(RequestText.AnswerNothingToDelete, key),
        ClientResponse.AlreadyExists => Words.Fill(RequestText.AnswerExists, key),
        ClientResponse.TooManySiblings many => Words.Fill(RequestText.AnswerTooMany, key, many.Count, many.Limit),
        ClientResponse.QuorumMissed missed => Missed(missed),
        ClientResponse.TimedOut late => Words.Fill(
            late.Kind == OperationKind.Get ? RequestText.AnswerTimedOutRead : RequestText.AnswerTimedOut,
            Words.Fill("{0:0.##} s", late.Waited.TotalSeconds)),
        ClientResponse.Overloaded busy => Words.Fill(RequestText.AnswerBusy, busy.Coordinator, busy.Limit),
        ClientResponse.Refused refused => Words.Fill(RequestText.AnswerRefused, refused.Reason),
        _ => throw new InvalidOperationException($"No sentence is known for {response.GetType().Name}."),
    };

    /// <summary>Whether the client got what it asked for.</summary>
    public static bool IsGood(ClientResponse response) => response
        is ClientResponse.Read or ClientResponse.Written or ClientResponse.Deleted or ClientResponse.NothingToDelete;

    /// <summary>Who took part.</summary>
    public static string Participants(ClientResponse response)
    {
        var parts = new List<string>
        {
            Words.Fill(RequestText.AnswerCoordinator, response.Coordinator, Words.List(response.Replicas.Succeeded)),
        };
        if (!response.Replicas.Silent.IsDefaultOrEmpty)
        {
            parts.Add(Words.Fill("silent: {0}", Words.List(response.Replicas.Silent)));
        }

        if (response is ClientResponse.Read { Repaired: { IsDefaultOrEmpty: false } repaired })
        {
            parts.Add(Words.Fill(RequestText.AnswerRepaired, Words.List(repaired)));
        }

        return string.Join("; ", parts);
    }

    /// <summary>A version's value in words.</summary>
    public static string Value(Sibling sibling)
    {
        if (sibling.IsTombstone)
        {
            return RequestText.Tombstone;
        }

        return sibling switch
        {
            { Value.IsEmpty: true } => RequestText.Empty,
            _ when sibling.ContentType.StartsWith("text/", StringComparison.Ordinal) => sibling.ValueAsText(),
            _ => Words.Fill(RequestText.Bytes, sibling.Value.Length, sibling.ContentType),
        };
    }

    private static string Read(Key key, SiblingSet versions) => versions switch
    {
        { IsEmpty: true } => Words.Fill(RequestText.AnswerNothing, key),
        { HasLiveValue: false } => Words.Fill(RequestText.AnswerDeleted, key),
        { Siblings.Length: 1 } => Words.Fill(RequestText.AnswerRead, key, Value(versions.Siblings[0])),
        _ => Words.Fill(RequestText.AnswerSiblings, key, versions.Siblings.Length),
    };

    private static string Missed(ClientResponse.QuorumMissed missed)
    {
        var template = missed switch
        {
            { Kind: OperationKind.Get } => RequestText.AnswerQuorumRead,
            { MayBeSeen: true } => RequestText.AnswerQuorumMaybe,
            _ => RequestText.AnswerQuorum,
        };
        return Words.Fill(template, missed.Replicas.Succeeded.Length, missed.Replicas.Required);
    }

    private static string Counted(string template, Key key, ClientResponse response) =>
        Words.Fill(template, key, response.Replicas.Succeeded.Length, response.Replicas.Asked.Length);
}
