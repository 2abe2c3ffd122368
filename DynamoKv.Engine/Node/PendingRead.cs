// A read that waits for its replicas.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Node;

/// <summary>The state of one read: what each replica answered, and their merge.</summary>
internal sealed class PendingRead(CoordinatedOperation operation)
{
    private readonly SiblingSet?[] _answers = new SiblingSet?[operation.Replicas.Nodes.Length];
    private List<(NodeId, SiblingSet?)>? _putOff;

    public CoordinatedOperation Operation { get; } = operation;

    public Tally Tally { get; } = operation.NewReadTally();

    /// <summary>The merge of all answers so far.</summary>
    public SiblingSet Merged { get; private set; } = SiblingSet.Empty;

    /// <summary>
    /// What came while a synchronous repair ran: the client is told what is being written back, and nothing that came
    /// since.
    /// </summary>
    public IReadOnlyList<(NodeId Replica, SiblingSet? Versions)> PutOff => _putOff ?? [];

    /// <summary>
    /// The replica whose answer was counted first; it may coordinate the client's next write (Dynamo 5).
    /// </summary>
    public NodeId? Fastest { get; private set; }

    /// <summary>The client has its answer, or the write that this read prepares has begun.</summary>
    public bool IsSettled { get; set; }

    /// <summary>It is settled and waits for those replicas that have not answered yet.</summary>
    public bool IsLate { get; set; }

    /// <summary>Counts who holds the merged versions while a synchronous repair runs; null: none runs.</summary>
    public Tally? Repair { get; set; }

    /// <summary>
    /// Takes an answer; null versions: the replica could not tell. False: it has answered before, or was not asked.
    /// </summary>
    public bool Take(NodeId replica, SiblingSet? versions, VersionRules rules)
    {
        if (!Count(replica, versions))
        {
            return false;
        }

        Fastest ??= versions is null ? null : replica;
        _answers[Operation.Replicas.Nodes.IndexOf(replica)] = versions ?? SiblingSet.Empty;
        Merged = versions is null ? Merged : rules.Merge(Merged, versions);
        return true;
    }

    /// <summary>
    /// Whether it has missed its quorum only since replicas that hold nothing do not count, and nothing live was
    /// found: then
    /// the key is not there, which is an answer (riak_kv_get_core).
    /// </summary>
    public bool IsNotFound(Instant now) => Tally is { State: TallyState.Missed, FailedByAbsence: true } && !Merged.AsOf(now).HasLiveValue;

    private bool Count(NodeId replica, SiblingSet? versions) => versions switch
    {
        null => Tally.Fail(replica),
        { IsEmpty: true } when !Operation.Request.Options.NotFoundCounts => Tally.FailAsAbsent(replica),
        _ => Tally.Succeed(replica),
    };

    /// <summary>Keeps an answer for later while a synchronous repair runs. False: none does.</summary>
    public bool TryPutOff(NodeId replica, SiblingSet? versions)
    {
        if (Repair is null || IsSettled)
        {
            return false;
        }

        (_putOff ??= []).Add((replica, versions));
        return true;
    }

    /// <summary>Whether this replica is known to hold the merged versions.</summary>
    public bool IsUpToDate(NodeId replica) => Merged.Equals(_answers[Operation.Replicas.Nodes.IndexOf(replica)]);

    /// <summary>
    /// A replica knows a newer membership: the read begins again with it as soon as it is known here.
    /// </summary>
    public bool AwaitsRing { get; set; }

    /// <summary>
    /// Those that answered with less than the merged versions, in preference order; fallbacks need none of it.
    /// </summary>
    public ImmutableArray<NodeId> Behind()
    {
        var behind = ImmutableArray.CreateBuilder<NodeId>();
        for (var i = 0; i < _answers.Length; i++)
        {
            var node = Operation.Replicas.Nodes[i];
            if (_answers[i] is { } answer && !answer.Equals(Merged) && Operation.Replicas.IntendedOf(node) is null)
            {
                behind.Add(node);
            }
        }

        return behind.ToImmutable();
    }
}
