// What bounds the live picture of a real cluster.
namespace DynamoKv.Web.Sessions.Live;

/// <summary>What bounds the live picture of a real cluster.</summary>
public sealed record LiveOptions
{
    /// <summary>The cluster's name: what people type before they change anything from a page.</summary>
    public string ClusterName { get; init; } = "dynamokv";

    /// <summary>Where others reach this member, until its membership record says it; empty: nobody knows.</summary>
    public string Address { get; init; } = "";

    /// <summary>Where this member keeps its database; null: in memory.</summary>
    public string? DataPath { get; init; }

    /// <summary>The most entries of the log that are kept; the oldest are forgotten, a thousand at a time.</summary>
    public int MaxLogEntries { get; init; } = 20_000;

    /// <summary>How many rows, and hints for one target, of a node are in the picture; the newest stay.</summary>
    public int MaxRowsShown { get; init; } = 1_000;

    /// <summary>How many rows a member is asked to show when somebody begins to watch.</summary>
    public int RowsAtStart { get; init; } = 100;

    /// <summary>What a member has said and a reader has not fetched yet: the most events; one more drops the oldest.</summary>
    public int MaxTraceWaiting { get; init; } = 10_000;

    /// <summary>The most readers of one member's trace.</summary>
    public int MaxTraceReaders { get; init; } = 32;

    /// <summary>How often what came is put into the log while somebody watches; the log runs two of these behind.</summary>
    public TimeSpan TickInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often members are asked how they stand while somebody watches.</summary>
    public TimeSpan RefreshEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A picture of this age is of now: many readers cause no more questions than one.</summary>
    public TimeSpan FreshFor { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a reader waits for members that answered the last time; those that did not are not waited for.</summary>
    public TimeSpan WaitForMembers { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>How long a member may take to answer before it counts as silent.</summary>
    public TimeSpan AskTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a member may take to carry out a command.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(20);
}
