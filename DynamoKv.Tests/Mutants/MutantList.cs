// The seeded bugs.
using System.Collections.Immutable;

namespace DynamoKv.Tests.Mutants;

/// <summary>The seeded bugs, each a mistake that somebody could make.</summary>
internal static class MutantList
{
    public static ImmutableArray<Mutant> All { get; } =
        [.. Durability(), .. Versions(), .. Quorums(), .. Handoff(), .. Background(), .. Extras()];

    private static Mutant[] Durability() =>
    [
        new("A node speaks before its disk has committed", "Simulation/Machinery/NodeProcess.cs",
            "_isCommitting = true;", "_isCommitting = true; _batch.Release(this); _batch.Clear();", 11),
        new("A node begins every life with the same incarnation", "Node/LocalReplica.cs",
            "Incarnation = store.BeginIncarnation(atLeast: (scope.Now.Microseconds / 1000) + 1);", "Incarnation = 1;", 1),
        new("A node that lost its disk counts on from its first incarnation", "Node/LocalReplica.cs",
            "store.BeginIncarnation(atLeast: (scope.Now.Microseconds / 1000) + 1)", "store.BeginIncarnation(atLeast: 1)", 3),
    ];

    private static Mutant[] Versions() =>
    [
        new("Dominance is reversed", "Versioning/DottedRules.cs",
            "newer.Past.Covers(older.Dot) && !older.Past.Covers(newer.Dot)", "older.Past.Covers(newer.Dot) && !newer.Past.Covers(older.Dot)", 1),
        new("Tombstones count for nothing in a merge", "Versioning/DottedRules.cs",
            "SiblingMerge.Merge(left, right, Supersedes)", "!left.HasLiveValue ? right : !right.HasLiveValue ? left : SiblingMerge.Merge(left, right, Supersedes)", 1),
        new("A put ignores its context", "Node/WriteCoordinator.cs",
            "local.Rules.Put(held, write.Context,", "local.Rules.Put(held, null,", 1),
        new("A blind put supersedes nothing", "Versioning/DottedRules.cs",
            "context is null ? current.Context :", "context is null ? VectorClock.Empty :", 1),
        new("A put supersedes one version too many", "Versioning/DottedRules.cs",
            "kept += past.Covers(sibling.Dot) ? 0 : 1;", "kept += past.Covers(sibling.Dot) || past[sibling.Dot.Actor] + 1 == sibling.Dot.Counter ? 0 : 1;", 2),
    ];

    private static Mutant[] Quorums() =>
    [
        new("A duplicate acknowledgement counts for somebody who is silent", "Quorums/Tally.cs",
            "var bit = NodeBits.Of(Asked, node) & ~(_succeeded | _failed);",
            "var bit = NodeBits.Of(Asked, node); bit = (bit & _succeeded) != 0 ? ~_succeeded & (_succeeded + 1) & All : bit & ~_failed;", 2),
        new("A refused read counts towards R", "Node/PendingRead.cs",
            "null => Tally.Fail(replica)", "null => Tally.Succeed(replica)", 38),
        new("A write that timed out is answered as stored", "Node/WriteCoordinator.cs",
            "answers.Settle(write.Operation, new ClientResponse.TimedOut(\n            timer.Operation, scope.Self, "
                + "Participation.Of(write.Tally), write.Operation.Request.Kind, scope.Now - write.Operation.StartedAt));",
            "answers.Settle(write.Operation, Success(write, Participation.Of(write.Tally)));", 1),
        new("A late acknowledgement counts for another write", "Node/WriteCoordinator.cs",
            "On(Message.ReplicaPutAcknowledged message, NodeId sender) => Count(message.Operation,",
            "On(Message.ReplicaPutAcknowledged message, NodeId sender) => Count(_pending.ContainsKey(message.Operation) ? message.Operation : _pending.Keys.LastOrDefault(),", 3),
        new("One replica less than W settles a write", "Quorums/Tally.cs",
            "        BitOperations.PopCount(nodes & _counted) >= Needed\n        && BitOperations.PopCount(nodes & _countedNext) >= Needed\n",
            "        BitOperations.PopCount(nodes & _counted) >= Math.Max(1, Needed - 1)\n", 1),
        new("Fallbacks count where the request wants a strict quorum", "Node/RequestTerms.cs",
            "options.Handoff is { } handoff && (request.IsSloppy ?? handoff.IsSloppy)", "options.Handoff is not null", 3),
        new("A replica takes part although its coordinator knows an older ring", "Node/ReplicaRole.cs",
            "return epoch < scope.RingEpoch;", "return false;", 2),
        new("A node gives the fifteenth name of its life again and again", "Node/LocalReplica.cs",
            "++_lastCounter", "_lastCounter += _lastCounter % 16 == 15 ? 0 : 1", 2),
    ];

    private static Mutant[] Handoff() =>
    [
        new("A hint is removed before it is acknowledged", "Node/Handoff/HandoffRole.cs",
            "scope.Outbox.Send(target, new Message.HintDelivery(hint.Key, hint.Versions));",
            "scope.Outbox.Send(target, new Message.HintDelivery(hint.Key, hint.Versions)); hints.Forget(hint); scope.Outbox.Trace(new TraceEvent.HintDelivered(target, hint.Key));", 2),
        new("An old acknowledgement removes a hint that has grown", "Node/Handoff/HandoffRole.cs",
            "is { } hint && hint.Versions.Digest == message.Digest)", "is { } hint)", 2),
        new("One hint more than allowed is kept", "Node/Handoff/HintKeeper.cs",
            "kept.Count > Options.MaxHints ||", "kept.Count > Options.MaxHints + 1 ||", 23),
        new("A replica does not show the hints that it keeps", "Node/ReplicaRole.cs",
            "hints.AddTo(held, message.Key)", "held", 2),
        new("A hint keeps the first versions that were kept, whatever comes", "Node/Handoff/HintKeeper.cs",
            "known is null ? versions : local.Rules.Merge(known.Versions, versions)", "known is null ? versions : known.Versions", 2),
    ];

    private static Mutant[] Background() =>
    [
        new("Read repair sends only what the coordinator holds itself", "Node/ReadRepairer.cs",
            "new Message.ReadRepair(id, key, read.Merged, intended)", "new Message.ReadRepair(id, key, local.Read(key) ?? read.Merged, intended)", 86),
        new("A Merkle leaf takes no notice of tombstones", "Node/Exchanges/ForestKeeper.cs",
            "Forest.Set(scope.PositionOf(key), key, versions.Digest)", "Forest.Set(scope.PositionOf(key), key, versions.HasLiveValue ? versions.Digest : 0)", 19),
        new("A Merkle tree misses every other change of a key", "Node/Exchanges/ForestKeeper.cs",
            "private void Take(Key key, SiblingSet held, SiblingSet versions) =>",
            "private void Take(Key key, SiblingSet held, SiblingSet versions) { if (held.Count != 1) return; Set(key, versions); }\n"
            + "    private void Set(Key key, SiblingSet versions) =>", 1),
        new("A transfer is finished after its first batch", "Node/Transfers/TransferTarget.cs",
            "var progress = stream.Progress.After(batch);", "var progress = stream.Progress.After(batch with { IsLast = true });", 100),
        new("Rows that come with a transfer replace what is held", "Node/Transfers/TransferTarget.cs",
            "local.Merge(null, row.Key, row.Versions, StoreReason.Transferred)", "local.Replace(null, row.Key, row.Versions, row.Versions, StoreReason.Transferred)", 10),
    ];

    private static Mutant[] Extras() =>
    [
        new("Silence counts as agreement to forget a tombstone", "Node/Reaping/ReapRound.cs",
            "public bool IsComplete => _silent.Count == 0;", "public bool IsComplete => _silent.Count <= 1;", 56),
        new("A replica agrees to forget a tombstone whatever it holds", "Node/Reaping/ReapWitness.cs",
            "held.IsEmpty ? !IsReplica(proposed.Key) : held.Digest == proposed.Digest", "true", 55),
        new("Hints are not asked about tombstones", "Node/Reaping/ReapWitness.cs",
            "if (hint.Versions.Digest != proposed.Digest)", "if (false)", 102),
        new("Rows that wait in memory are forgotten when they should be written", "Node/Buffering/WriteBuffer.cs",
            "store.Write(key, versions);\n            return true;", "return true;", 17),
        new("A node that lost its memory still shows what only waited there", "Node/Buffering/WriteBuffer.cs",
            "public void Forget(Key key) => _rows.Remove(key);", "public void Forget(Key key) { }", 17),
    ];
}
