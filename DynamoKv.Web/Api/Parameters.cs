// All query parameters of the API, by name.
namespace DynamoKv.Web.Api;

/// <summary>All query parameters of the API, by name, with the sentence that describes each.</summary>
internal static class Parameters
{
    public static readonly QueryParameter Via = new("via", QueryKind.Text, "The node at which the request enters; without it the next in turn that is up.");
    public static readonly QueryParameter ViewedBy = new("via", QueryKind.Text, "The node whose view is shown; without it the first that is up.");
    public static readonly QueryParameter Holder = new("via", QueryKind.Text, "Only what this node keeps; without it of all nodes.");
    public static readonly QueryParameter Asked = new("via", QueryKind.Text, "The node that is asked and keeps the plan; without it one that has a plan, else the first that is up.");
    public static readonly QueryParameter Range = new("range", QueryKind.Number, "Any position of the range (0..4294967295); without it the range with the most keys.");
    public static readonly QueryParameter Depth = new("depth", QueryKind.Number, "How many levels below the root are shown (0..10; 4 without it).");
    public static readonly QueryParameter R = new("r", QueryKind.Number, "Replies that make this read (1..N).");
    public static readonly QueryParameter W = new("w", QueryKind.Number, "Acknowledgements that make this write (1..N).");
    public static readonly QueryParameter PrimariesRead = new("pr", QueryKind.Number, "How many of the replies must be from primaries (0..r).");
    public static readonly QueryParameter PrimariesWrite = new("pw", QueryKind.Number, "How many of the acknowledgements must be from primaries (0..w).");
    public static readonly QueryParameter Timeout = new("timeout_ms", QueryKind.Number, "How long the coordinator waits, in virtual milliseconds (1..60000).");
    public static readonly QueryParameter Sloppy = new("sloppy", QueryKind.Flag, "Whether fallbacks may stand in for primaries that do not answer (hinted handoff); without it as the cluster is set.");
    public static readonly QueryParameter Raw = new("raw", QueryKind.Flag, "true: the bytes of the value with its own content type, as a download.");
    public static readonly QueryParameter Prefix = new("prefix", QueryKind.Text, "Only keys that begin so (ordinal).");
    public static readonly QueryParameter Partial = new("partial", QueryKind.Flag, "true: what the members that answer hold, even if keys are missing then.");
    public static readonly QueryParameter Limit = new("limit", QueryKind.Number, "The most entries of the answer (1..1000; 100 without it).");
    public static readonly QueryParameter Cursor = new("cursor", QueryKind.Text, "The next_cursor of the page before.");
    public static readonly QueryParameter EventKey = new("key", QueryKind.Text, "Only events that name this key.");

    /// <summary>The longest wait that a request may ask for.</summary>
    public const int MaxTimeoutMilliseconds = 60_000;

    /// <summary>The largest page.</summary>
    public const int MaxPage = 1_000;

    /// <summary>A page when nobody says how large.</summary>
    public const int StandardPage = 100;
}
