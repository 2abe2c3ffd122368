// The questions of members to each other, as they travel.
using System.Text.Json;
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;
using DynamoKv.Web.Sessions.Live.Codec;

namespace DynamoKv.Web.Sessions.Live.Members;

/// <summary>The subjects about which members ask each other for pages and administrators.</summary>
internal static class PeerSubjects
{
    public const string Account = "account";
    public const string Rows = "rows";
    public const string Holding = "holding";
    public const string Hints = "hints";
    public const string Storage = "storage";
    public const string Merkle = "merkle";
    public const string Request = "request";
    public const string Command = "command";
    public const string Fault = "fault";
    public const string Trace = "trace";
}

/// <summary>A question that says no more than its subject.</summary>
internal sealed record NothingAsked;

/// <summary>Which tree is wanted.</summary>
internal sealed record MerkleAsked(RingPosition Position, int Levels);

/// <summary>A tree; null: there is none.</summary>
internal sealed record MerkleTold(Engine.AntiEntropy.MerkleNode? Root);

/// <summary>Which key is meant.</summary>
internal sealed record KeyAsked(Key Key);

/// <summary>An answer, or why there is none.</summary>
/// <param name="Problem">What kind of trouble: "busy" (nothing was done), "stopped" (unknown), "senseless" (a fault that is refused), "refused" (can't be understood).</param>
internal sealed record PeerReply<T>(T? Value, string? Problem, string? Message)
{
    public const string Busy = "busy";
    public const string Stopped = "stopped";
    public const string Refused = "refused";
    public const string Senseless = "senseless";

    /// <summary>The value, or the trouble as an exception.</summary>
    public T Unwrap(NodeId peer) => Problem switch
    {
        null => Value ?? throw new PeerSilentException(peer, $"{peer} answered nothing."),
        Busy => throw new NodeBusyException(Message ?? $"{peer} has no room."),
        Senseless => throw new FaultRefusedException(Message ?? $"{peer} refuses the fault."),
        Stopped => throw new NodeStoppedException(Message ?? $"{peer} stopped."),
        _ => throw new PeerSilentException(peer, Message ?? $"{peer} does not understand the question."),
    };

    /// <summary>Writes an answer; trouble is an answer too.</summary>
    public static async Task<ReadOnlyMemory<byte>> WriteAsync(Func<Task<T>> answer)
    {
        try
        {
            return LiveJson.Write(new PeerReply<T>(await answer(), null, null));
        }
        catch (NodeBusyException busy)
        {
            return LiveJson.Write(new PeerReply<T>(default, Busy, busy.Message));
        }
        catch (NodeStoppedException stopped)
        {
            return LiveJson.Write(new PeerReply<T>(default, Stopped, stopped.Message));
        }
        catch (FaultRefusedException refused)
        {
            return LiveJson.Write(new PeerReply<T>(default, Senseless, refused.Message));
        }
        catch (Exception malformed) when (malformed is JsonException or NotSupportedException)
        {
            return LiveJson.Write(new PeerReply<T>(default, Refused, "The question could not be read: " + malformed.Message));
        }
    }
}
