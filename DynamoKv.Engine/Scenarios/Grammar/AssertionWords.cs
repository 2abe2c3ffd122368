// The section "assert" of the scenario language.
using System.Collections.Immutable;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Checking.Histories.Sessions;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Scenarios.Assertions;
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Engine.Scenarios.Grammar;

/// <summary>The section "assert": what has to hold.</summary>
internal static class AssertionWords
{
    private static readonly Shape<Expected> Expectation = Scalars.Choice(("pass", Expected.Pass), ("fail", Expected.Fail), ("any", Expected.Any));

    private static readonly Shape<HistoryKind?> Operations = Scalars.Choice<HistoryKind?>(
        ("get", HistoryKind.Read), ("put", HistoryKind.Write), ("delete", HistoryKind.Delete), ("add", HistoryKind.Add));

    private static readonly Shape<TimeWindow> Windows = new MadeShape<ImmutableArray<TimeSpan>, TimeWindow>(
        new ListShape<TimeSpan>(Scalars.Duration),
        ends => ends is [var from, var to] && from < to ? new TimeWindow(Instant.After(from), Instant.After(to)) : Made<TimeWindow>.Not("a window is a beginning and a later end: [12s, 27s]."),
        window => window is { From: { } from, Until: { } until } ? $"[{ScenarioText.Duration(from.SinceStart)}, {ScenarioText.Duration(until.SinceStart)}]" : "");

    private static readonly Shape<NodeState> States = Scalars.Parsed(
        "a state: D.has('cart') or D.lacks('cart')", ReadState, state => ScenarioText.Text(state.ToString()));

    private static readonly Shape<string> Healed = Scalars.Choice(("all_faults_healed", "all_faults_healed"));
    private static readonly Shape<string> AtEnd = Scalars.Choice(("end", "end"));

    public static Shape<Assertion> Assertion { get; } = new TaggedShape<Assertion>(
        "an assertion ({ id: a1, kind: no_lost_acked_writes })", "kind",
        Kind("no_lost_acked_writes", "No acknowledged write is lost: at rest it is there, or was replaced by a write that had seen it.", new Assertion.NoLostWrites()),
        Kind("no_resurrection", "What was deleted stays deleted.", new Assertion.NoResurrection()),
        Kind("no_false_siblings", "No read shows a version beside one that had seen it.", new Assertion.NoFalseSiblings()),
        Kind("set_complete", "Every acknowledged add to a set is there in the end.", new Assertion.SetComplete(),
            of => [of.Of("max_lost", "The greatest share that may be lost.", Scalars.Share, x => x.MaxLost, (x, v) => x with { MaxLost = v })]),
        Kind("converged", "All replicas of all keys are equal, and no hints are left.", new Assertion.Converged(TimeSpan.FromSeconds(10)),
            of =>
            [
                of.Of("within", "How long after the last fault.", Scalars.Duration, x => x.Within, (x, v) => x with { Within = v }),
                of.Of("after", "From when that counts.", Healed, _ => "all_faults_healed", (x, _) => x),
            ]),
        Kind("stale_reads", "No more than a share of the reads misses a write that was acknowledged before.", new Assertion.StaleReads(),
            of =>
            [
                of.Of("max", "The greatest share.", Scalars.Share, x => x.Max, (x, v) => x with { Max = v }),
                Window(of, x => x.Window, (x, v) => x with { Window = v }), OfKey(of, x => x.Key, (x, v) => x with { Key = v }),
            ]),
        Kind("fresh_probability", "Of the reads that begin at least so long after the last acknowledged write, and before the next one, enough see it.", new Assertion.FreshProbability(),
            of =>
            [
                of.Of("at", "How long after the acknowledgement.", Scalars.Duration, x => x.At, (x, v) => x with { At = v }),
                of.Of("min", "The least share.", Scalars.Share, x => x.Min, (x, v) => x with { Min = v }),
                of.Of("confidence", "How sure that has to be (Wilson); less is unknown.", Scalars.Share, x => x.Confidence, (x, v) => x with { Confidence = v }),
            ]),
        Kind("pbs_matches", "While no fault is active, as many reads are fresh as the model of PBS predicts from the legs.", new Assertion.PbsMatches(),
            of =>
            [
                of.Of("tolerance", "The greatest difference.", Scalars.Share, x => x.Tolerance, (x, v) => x with { Tolerance = v }),
                of.Of("when", "Which reads count.", Scalars.Choice(("no_fault_active", "no_fault_active")), _ => "no_fault_active", (x, _) => x),
            ]),
        Kind("availability", "Enough of what clients ask is done.", new Assertion.Available(),
            of =>
            [
                of.Of("op", "Of which kind; else of all.", Operations, x => x.Operation, (x, v) => x with { Operation = v }),
                of.Of("min", "The least share.", Scalars.Share, x => x.Min, (x, v) => x with { Min = v }), Window(of, x => x.Window, (x, v) => x with { Window = v }),
            ]),
        Kind("latency", "Clients don't wait for too long.", new Assertion.Latency(TimeSpan.FromSeconds(1)),
            of =>
            [
                of.Of("op", "Of which kind; else of all.", Operations, x => x.Operation, (x, v) => x with { Operation = v }),
                of.Of("p", "The percentile.", Scalars.Number, x => x.Percentile, (x, v) => x with { Percentile = v }),
                of.Of("max", "How long it may be.", Scalars.Duration, x => x.Max, (x, v) => x with { Max = v }), Window(of, x => x.Window, (x, v) => x with { Window = v }),
            ]),
        Kind("session", "Each client's own order of things is kept.", new Assertion.Session(SessionGuarantee.ReadYourWrites),
            of =>
            [
                of.Of("guarantee", "Which.",
                    Scalars.Choice(("read_your_writes", SessionGuarantee.ReadYourWrites), ("monotonic_reads", SessionGuarantee.MonotonicReads),
                        ("monotonic_writes", SessionGuarantee.MonotonicWrites), ("writes_follow_reads", SessionGuarantee.WritesFollowReads)),
                    x => x.Guarantee, (x, v) => x with { Guarantee = v }, isRequired: true),
            ]),
        Kind("linearizable", "A key behaves like a single copy.", new Assertion.Linearizable(),
            of =>
            [
                OfKey(of, x => x.Key, (x, v) => x with { Key = v }),
                of.Of("budget", "How many steps the search may take, a key; then the verdict is unknown.", Scalars.Long(1, 1_000_000_000), x => x.Steps, (x, v) => x with { Steps = v }),
            ]),
        Kind("regular", "A read sees the last write before it, or one at the same time.", new Assertion.Regular(), of => [OfKey(of, x => x.Key, (x, v) => x with { Key = v })]),
        Kind("siblings", "No read shows more siblings.", new Assertion.Siblings(1),
            of => [of.Of("max", "The most.", Scalars.Whole(0, 100_000), x => x.Max, (x, v) => x with { Max = v })]),
        Kind("hints_drained", "At this time nobody keeps a hint.", new Assertion.HintsDrained(TimeSpan.Zero),
            of => [of.Of("by", "When.", Scalars.Duration, x => x.By, (x, v) => x with { By = v }, isRequired: true)]),
        Kind("merkle_equal", "In the end the Merkle roots of all replicas of a range are equal.", new Assertion.MerkleEqual(),
            of => [of.Of("at", "When.", AtEnd, _ => "end", (x, _) => x)]),
        Kind("durable", "Every acknowledged write survives the loss of any W - 1 disks.", new Assertion.Durable()),
        Kind("eventually", "A node comes to hold a key, or not to hold it.", new Assertion.Eventually(new NodeState(default, true, default), TimeSpan.FromSeconds(10)),
            of =>
            [
                of.Of("state", "D.has('cart') or D.lacks('cart').", States, x => x.State, (x, v) => x with { State = v }, isRequired: true),
                of.Of("within", "How long after the last fault.", Scalars.Duration, x => x.Within, (x, v) => x with { Within = v }),
            ]));

    private static TaggedKind<Assertion> Kind<T>(string name, string summary, T empty, Func<Words<T>, Word<T>[]>? words = null)
        where T : Assertion
    {
        var of = new Words<T>(empty);
        return TaggedKind<Assertion>.Of(name, new MapShape<T>(
            $"assert: {name}", summary, empty,
            [
                of.Of("id", "Its name.", Scalars.Text, x => x.Id, (x, id) => (T)(x with { Id = id }), isRequired: true), .. words?.Invoke(of) ?? [],
                of.Of("expect", "pass, fail (the scenario shows how it is broken, and is green when it is), or any.", Expectation, x => x.Expect, (x, expect) => (T)(x with { Expect = expect })),
            ]));
    }

    private static Word<T> Window<T>(Words<T> of, Func<T, TimeWindow> get, Func<T, TimeWindow, T> set) =>
        of.Of("window", "From when to when: [12s, 27s]; else always.", Windows, get, set);

    private static Word<T> OfKey<T>(Words<T> of, Func<T, Key?> get, Func<T, Key?, T> set) => of.Maybe("key", "Which key; else every key.", Names.Key, get, set);

    private static (bool, NodeState) ReadState(string text)
    {
        var (dot, open) = (text.IndexOf('.', StringComparison.Ordinal), text.IndexOf('(', StringComparison.Ordinal));
        if (dot < 1 || open < dot || !text.EndsWith(')') || !NodeId.IsValid(text[..dot]) || text[(dot + 1)..open] is not ("has" or "lacks"))
            return (false, null!);

        var isKey = Key.TryCreate(text[(open + 1)..^1].Trim().Trim('\'', '"'), out var key, out _);
        return (isKey, new NodeState(new NodeId(text[..dot]), text[(dot + 1)..open] == "has", key));
    }
}
