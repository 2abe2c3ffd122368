// One member as this server's session sees it.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Sessions.Live.Members;

/// <summary>One member as this server's session sees it. Guarded by the session's lock.</summary>
internal sealed class LiveMember(IMemberVoice voice)
{
    public IMemberVoice Voice => voice;

    public NodeId Node => voice.Node;

    /// <summary>What it said of itself the last time that it was asked; null: it did not answer.</summary>
    public NodeSnapshot? Account { get; set; }

    /// <summary>Where clients reach it, as it said last; empty: it has not said.</summary>
    public string Address { get; set; } = "";

    /// <summary>Why it does not work now, in its own words; null: it does, or does not answer.</summary>
    public string? Trouble { get; set; }

    /// <summary>When it answered last; null: never.</summary>
    public Instant? AnsweredAt { get; set; }

    /// <summary>By how much its clock is ahead of this machine's; zero while the way there and back is longer than the difference.</summary>
    public TimeSpan ClockAhead { get; set; }

    /// <summary>The question that is under way; null or completed: none is.</summary>
    public Task? Poll { get; set; }

    /// <summary>What the log said last of how it stands.</summary>
    public WorldEvent.OfLive? LastSaid { get; set; }

    /// <summary>Whether what it does is heard now; null: it was never followed.</summary>
    public bool? IsHeard { get; set; }

    /// <summary>Whether the log has said that it is not heard any more.</summary>
    public bool IsTraceLost { get; set; }

    /// <summary>How many entries of the log are its own.</summary>
    public long Events { get; set; }

    /// <summary>Whether readers wait for its answer: a member that did not give one is not waited for until it does.</summary>
    public bool IsWaitedFor => Account is not null || LastSaid is null;
}
