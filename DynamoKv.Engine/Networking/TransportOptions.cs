// Who a transport is, and what bounds it.
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Networking;

/// <summary>Who a transport is, and what bounds it.</summary>
/// <param name="Self">The node.</param>
/// <param name="Cluster">The name of its cluster: nodes of another one are refused even if they know the secret.</param>
public sealed record TransportOptions(NodeId Self, string Cluster)
{
    /// <summary>What members prove to each other that they know.</summary>
    public ClusterSecrets Secrets { get; init; } = ClusterSecrets.None;

    /// <summary>
    /// Grows with every start of this node: of two addresses of one node the one with the greater start counts. 0: microseconds
    /// since 1970 when the transport is made.
    /// </summary>
    public long StartedAt { get; init; }

    /// <summary>Without a secret no other machine is called, unless somebody has decided so.</summary>
    public bool IsInsecureAllowed { get; init; }

    /// <summary>Finds the node port of a server whose HTTP address is known; null: addresses are node addresses.</summary>
    public Func<string, CancellationToken, Task<string>>? FindNodePort { get; init; }

    /// <summary>Hears what the log should say; called from any thread, must not block. Null: nobody wants to know.</summary>
    public Action<TransportNotice>? Noticed { get; init; }

    /// <summary>The most messages that wait for a peer; one more is dropped.</summary>
    public int MaxQueuedMessages { get; init; } = 32_768;

    /// <summary>About the most bytes that they hold; a single message may be larger.</summary>
    public long MaxQueuedBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>A frame is sent as soon as it has so many bytes.</summary>
    public int BatchBytes { get; init; } = 64 * 1024;

    /// <summary>The longest message, in bytes; longer ones are dropped. What is longer than a frame goes in parts.</summary>
    public int MaxMessageBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>The most peers; a further one is not called.</summary>
    public int MaxPeers { get; init; } = 1_000;

    /// <summary>How long calling a peer and its handshake may take.</summary>
    public TimeSpan ConnectWithin { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long an answer to a question may take.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest question and the longest answer, in bytes.</summary>
    public int MaxAnswerBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long to rest after a peer could not be reached; doubled each time, and each time a random part of it is left out.</summary>
    public TimeSpan FirstRest { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest such rest.</summary>
    public TimeSpan LongestRest { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a peer may be silent before it is asked for a sign of life, and how long that may take.</summary>
    public TimeSpan PingAfter { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long what waits may take to leave when the transport is stopped.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The most callers that are just greeting; one more is refused.</summary>
    public int MaxGreetings { get; init; } = 32;

    /// <summary>The most questions that are just answered, streams included; one more is refused.</summary>
    public int MaxOpenQuestions { get; init; } = 256;

    /// <summary>The most messages that a fault may hold back at a time; one more is dropped.</summary>
    public int MaxDelayed { get; init; } = 10_000;

    /// <summary>Whether other machines may be called.</summary>
    internal bool MayLeaveThisMachine => IsInsecureAllowed || !Secrets.IsOpen;
}
