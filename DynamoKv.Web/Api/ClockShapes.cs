// The JSON shapes about clocks of whole nodes. Names become snake_case.
using System.ComponentModel;

namespace DynamoKv.Web.Api;

/// <summary>The newest lines of the log that a node wrote.</summary>
internal sealed record NodeEvents(
    IReadOnlyList<EventInfo> Events, string NodeId, IReadOnlyDictionary<string, long> CurrentClock, IReadOnlyList<string> KnownNodes);

/// <summary>Answer of GET /api/v1/vector-clock.</summary>
[Description("vector_clock is all that the node's rows have seen, merged. conflicts are its keys with concurrent versions, at most 100.")]
internal sealed record ClockAnswer(
    string NodeId, IReadOnlyDictionary<string, long> VectorClock, NodeEvents EventLog, IReadOnlyList<ConflictInfo> Conflicts, double Timestamp, string Message);

/// <summary>Answer of GET /api/v1/vector-clock/compare/{target}.</summary>
[Description("relationship of all that the rows of both have seen: equal, before (the target knows more), after (the source knows more), concurrent. "
    + "conflicts are keys of which each holds a version that the other has not seen, with the versions of both, at most 100.")]
internal sealed record ClockComparisonAnswer(
    string SourceNode, string TargetNode, IReadOnlyDictionary<string, long> SourceClock, IReadOnlyDictionary<string, long> TargetClock, string Relationship,
    IReadOnlyList<ConflictInfo> Conflicts, double Timestamp);

/// <summary>A key whose versions go from one node to another.</summary>
[Description("direction: pull (target to source), push (source to target), both.")]
internal sealed record ExchangedKey(string Key, string Direction);
