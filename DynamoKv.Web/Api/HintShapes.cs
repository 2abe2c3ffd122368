// The JSON shapes about hints. Names become snake_case.
using System.ComponentModel;

namespace DynamoKv.Web.Api;

/// <summary>What one node keeps for another.</summary>
[Description("oldest is virtual seconds since the run began. reachable is whether the holder takes the intended node for reachable, and under_way how many hints "
    + "were sent and are not acknowledged yet; both are null while the holder is down. keys are the first 100.")]
internal sealed record KeptHints(
    string Holder, string Intended, long Count, IReadOnlyList<string> Keys, bool Truncated, double Oldest, double AgeSeconds, long? Bytes, bool? Reachable,
    int? UnderWay);

/// <summary>Answer of GET /api/v1/hints.</summary>
[Description("overflowed and expired count hints that were dropped in the present lives of the nodes that are up: anti-entropy has to mend what they held.")]
internal sealed record HintsAnswer(IReadOnlyList<KeptHints> Hints, long TotalHints, long Overflowed, long Expired, double Timestamp);

/// <summary>What a node said to an administrator.</summary>
[Description("done is null when the node did not answer in time: whether it did it is unknown.")]
internal sealed record NodeReply(string NodeId, bool? Done, string Message);

/// <summary>Answer of POST /api/v1/hints/deliver.</summary>
internal sealed record DeliverAnswer(string Message, IReadOnlyList<NodeReply> Answers, double Timestamp);
