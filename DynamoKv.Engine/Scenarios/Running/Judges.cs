// From evidence to verdicts.
using System.Collections.Immutable;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Checking.Histories.Accounting;
using DynamoKv.Engine.Checking.Histories.Registers;
using DynamoKv.Engine.Checking.Histories.Service;
using DynamoKv.Engine.Checking.Histories.Sessions;
using DynamoKv.Engine.Scenarios.Assertions;

namespace DynamoKv.Engine.Scenarios.Running;

/// <summary>From evidence to verdicts: each assertion has its judge.</summary>
internal static class Judges
{
    public static AssertionVerdict Judge(Assertion assertion, Evidence evidence) => assertion switch
    {
        Assertion.NoLostWrites => Told(assertion, "no_lost_acked_writes", new LostWrites { SettledFrom = evidence.End }, evidence.History),
        Assertion.NoResurrection => Told(assertion, "no_resurrection", new Resurrection { SettledFrom = evidence.End }, evidence.History),
        Assertion.NoFalseSiblings => Told(assertion, "no_false_siblings", new FalseSiblings(), evidence.History),
        Assertion.SetComplete complete => SetJudge.Judge(complete, evidence),
        Assertion.Converged converged => Rest(converged, evidence),
        Assertion.StaleReads stale => Told(assertion, "stale_reads", new Staleness { Key = stale.Key, Window = stale.Window, MaxShare = stale.Max }, evidence.Asked),
        Assertion.FreshProbability fresh => FreshnessJudge.Judge(fresh, evidence),
        Assertion.PbsMatches matches => FreshnessJudge.Judge(matches, evidence),
        Assertion.Available available => Told(
            assertion, "availability", new Availability { MinShare = available.Min, Kinds = Kinds(available.Operation), Window = available.Window }, evidence.Asked),
        Assertion.Latency latency => Told(
            assertion, "latency",
            new Latency { Max = latency.Max, Share = latency.Percentile / 100, Kinds = Kinds(latency.Operation), Window = latency.Window }, evidence.Asked),
        Assertion.Session session => Told(assertion, "session", new SessionChecker(session.Guarantee), evidence.Asked),
        Assertion.Linearizable linear => Told(assertion, "linearizable", new LinearizableRegister { Key = linear.Key, MaxSteps = linear.Steps }, evidence.Asked),
        Assertion.Regular regular => Told(assertion, "regular", new RegularRegister { Key = regular.Key }, evidence.Asked),
        Assertion.Siblings siblings => SiblingJudge.Judge(siblings, evidence),
        Assertion.HintsDrained drained => evidence.Watch.HintsAt(drained) switch
        {
            (false, _) => Say(drained, "hints_drained", VerdictOutcome.Unknown, "The run ended before that time."),
            (_, null) => Say(drained, "hints_drained", VerdictOutcome.Pass, "Nobody kept a hint at that time."),
            (_, { } kept) => Torn(drained, "hints_drained", kept, evidence),
        },
        Assertion.MerkleEqual => evidence.Disks.Trees.IsEmpty
            ? Say(assertion, "merkle_equal", VerdictOutcome.Unknown, "No node keeps Merkle trees.")
            : Running.Disks.RootsThatDiffer(evidence.Disks) is { } rift
            ? Torn(assertion, "merkle_equal", rift, evidence)
            : Say(assertion, "merkle_equal", VerdictOutcome.Pass, Words.Text($"{evidence.Disks.Trees.Length:N0} trees were compared, and those of one range have one root.")),
        Assertion.Durable => DurabilityJudge.Judge(assertion, evidence),
        Assertion.Eventually eventually => Reached(eventually, evidence),
        _ => throw new InvalidOperationException($"There is no judge for {assertion.GetType().Name}."),
    };

    /// <summary>A verdict in the words of the language.</summary>
    public static AssertionVerdict Say(Assertion assertion, string kind, VerdictOutcome outcome, string sentence, params ReadOnlySpan<long> lines) =>
        new(assertion.Id, kind, assertion.Expect, outcome, sentence, [.. lines]);

    private static AssertionVerdict Told(Assertion assertion, string kind, HistoryChecker checker, History history)
    {
        var verdict = checker.Check(history);
        return new AssertionVerdict(assertion.Id, kind, assertion.Expect, verdict.Outcome, verdict.Sentence, verdict.Lines) { Witness = verdict.Witness };
    }

    private static AssertionVerdict Torn(Assertion assertion, string kind, Rift rift, Evidence evidence, string before = "") =>
        Say(assertion, kind, VerdictOutcome.Fail, before + rift.Sentence, rift.Lines(evidence.Log).AsSpan());

    private static AssertionVerdict Rest(Assertion.Converged converged, Evidence evidence)
    {
        if (evidence.Watch.CalmSince is not { } calm)
            return Say(converged, "converged", VerdictOutcome.Unknown, "The run was never calm: a fault was active or a node down until its end.");
        if (evidence.Watch.ConvergedAt is not { } at)
            return Torn(converged, "converged", evidence.Watch.Unrest!, evidence, $"{Words.Time((evidence.End - calm).Ticks / 10)} after the last fault: ");

        var took = at - calm;
        var sentence = $"{Words.Time(took.Ticks / 10)} after the last fault all replicas were equal and no hint was left (looked at every {Words.Time(Watch.Every.Ticks / 10)}).";
        return Say(converged, "converged", took <= converged.Within ? VerdictOutcome.Pass : VerdictOutcome.Fail, sentence);
    }

    private static AssertionVerdict Reached(Assertion.Eventually eventually, Evidence evidence)
    {
        if (evidence.Watch.CalmSince is not { } calm)
            return Say(eventually, "eventually", VerdictOutcome.Unknown, "The run was never calm: a fault was active or a node down until its end.");

        return evidence.Watch.ReachedAt(eventually) is { } at && at - calm <= eventually.Within
            ? Say(eventually, "eventually", VerdictOutcome.Pass, $"{eventually.State} holds {Words.Time((at - calm).Ticks / 10)} after the last fault.")
            : Torn(
                eventually, "eventually",
                new Rift($"{eventually.State} does not hold within {Words.Time(eventually.Within.Ticks / 10)} after the last fault.", eventually.State.Key, [eventually.State.Node]), evidence);
    }

    private static ImmutableArray<HistoryKind> Kinds(HistoryKind? kind) => kind is { } one ? [one] : [];
}
