// How the process of a real node is bounded, and how it begins.
using System.Collections.Immutable;

namespace DynamoKv.Engine.Hosting;

/// <summary>How the process of a real node is bounded, and how it begins. Nothing in it changes what the node does.</summary>
public sealed record NodeHostOptions
{
    /// <summary>The defaults.</summary>
    public static NodeHostOptions Default { get; } = new();

    /// <summary>The most inputs that share one commit; messages that came in one frame share it in any case.</summary>
    public int MaxBatch { get; init; } = 256;

    /// <summary>The most requests, commands and looks that wait for the loop; one more is refused.</summary>
    public int MaxWaitingRequests { get; init; } = 10_000;

    /// <summary>The most messages of peers that wait for the loop; one more is dropped, as a network may.</summary>
    public int MaxWaitingMessages { get; init; } = 50_000;

    /// <summary>The most bytes of peers' frames that wait for the loop; what one more brings is dropped, as a network may.</summary>
    public long MaxWaitingBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>The most requests that were taken and not answered yet; one more is refused.</summary>
    public int MaxOpenRequests { get; init; } = 20_000;

    /// <summary>The most commands that were taken and not answered yet; one more is refused.</summary>
    public int MaxOpenCommands { get; init; } = 1_000;

    /// <summary>How long a node that failed rests before it starts anew; doubled with every failure in a row.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest such rest.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a life has to last before the next failure counts as the first again.</summary>
    public TimeSpan GoodLife { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a node that is told to stop waits for what is under way.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long few inputs have to come before the store may tidy up.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Who the first members are, where this node's disk knows of none; empty: it waits to be joined.</summary>
    public ImmutableArray<Founder> Founders { get; init; } = [];
}
