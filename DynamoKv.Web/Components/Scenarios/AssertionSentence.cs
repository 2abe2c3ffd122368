// Assertions as sentences.
using System.Globalization;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Checking.Histories.Sessions;
using DynamoKv.Engine.Scenarios.Assertions;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Scenarios;

/// <summary>Puts assertions into sentences that a student can read.</summary>
public static class AssertionSentence
{
    /// <summary>An assertion in words, with what is expected of it.</summary>
    public static string Of(Assertion assertion)
    {
        ArgumentNullException.ThrowIfNull(assertion);
        var claim = ClaimOf(assertion);
        return assertion.Expect switch
        {
            Expected.Fail => Words.Fill(AssertionText.ExpectFail, claim),
            Expected.Any => Words.Fill(AssertionText.ExpectAny, claim),
            _ => claim,
        };
    }

    private static string ClaimOf(Assertion assertion) => assertion switch
    {
        Assertion.NoLostWrites => AssertionText.NoLostWrites,
        Assertion.NoResurrection => AssertionText.NoResurrection,
        Assertion.NoFalseSiblings => AssertionText.NoFalseSiblings,
        Assertion.SetComplete { MaxLost: 0 } => AssertionText.SetComplete,
        Assertion.SetComplete complete => Words.Fill(AssertionText.SetCompleteMost, Share(complete.MaxLost)),
        Assertion.Converged converged => Words.Fill(AssertionText.Converged, Durations.Text(converged.Within)),
        Assertion.MerkleEqual => AssertionText.MerkleEqual,
        Assertion.Durable => AssertionText.Durable,
        Assertion.HintsDrained drained => Words.Fill(AssertionText.HintsDrained, Durations.Text(drained.By)),
        Assertion.Siblings siblings => Words.Fill(AssertionText.Siblings, siblings.Max),
        Assertion.Eventually eventually => Words.Fill(
            eventually.State.Has ? AssertionText.EventuallyHas : AssertionText.EventuallyLacks, eventually.State.Node, eventually.State.Key, Durations.Text(eventually.Within)),
        _ => OfClients(assertion),
    };

    private static string OfClients(Assertion assertion) => assertion switch
    {
        Assertion.StaleReads { Max: 0 } stale => During(AssertionText.StaleNone, stale.Window),
        Assertion.StaleReads stale => During(Words.Fill(AssertionText.StaleMost, Share(stale.Max)), stale.Window),
        Assertion.FreshProbability fresh => Words.Fill(AssertionText.Fresh, Durations.Text(fresh.At), Share(fresh.Min)),
        Assertion.PbsMatches matches => Words.Fill(AssertionText.Pbs, Share(matches.Tolerance)),
        Assertion.Available available => During(Words.Fill(AssertionText.Available, Share(available.Min), Kind(available.Operation)), available.Window),
        Assertion.Latency latency => During(Words.Fill(AssertionText.Latency, latency.Percentile, Kind(latency.Operation), Durations.Text(latency.Max)), latency.Window),
        Assertion.Session session => Guarantee(session.Guarantee),
        Assertion.Linearizable linear => Words.Fill(AssertionText.Linearizable, linear.Key?.Text ?? AssertionText.EveryKey),
        Assertion.Regular regular => Words.Fill(AssertionText.Regular, regular.Key?.Text ?? AssertionText.AnyKey),
        _ => throw new InvalidOperationException($"There is no sentence for {assertion}."),
    };

    private static string Guarantee(SessionGuarantee guarantee) => guarantee switch
    {
        SessionGuarantee.ReadYourWrites => AssertionText.ReadYourWrites,
        SessionGuarantee.MonotonicReads => AssertionText.MonotonicReads,
        SessionGuarantee.MonotonicWrites => AssertionText.MonotonicWrites,
        SessionGuarantee.WritesFollowReads => AssertionText.WritesFollowReads,
        _ => throw new InvalidOperationException($"There is no sentence for {guarantee}."),
    };

    private static string Kind(HistoryKind? kind) => kind switch
    {
        null => AssertionText.Operations,
        HistoryKind.Read => AssertionText.Gets,
        HistoryKind.Write => AssertionText.Puts,
        HistoryKind.Delete => AssertionText.Deletes,
        _ => AssertionText.Adds,
    };

    private static string During(string claim, TimeWindow window) => window is { From: { } from, Until: { } until }
        ? Words.Fill(AssertionText.Window, claim, Durations.Text(from.SinceStart), Durations.Text(until.SinceStart))
        : claim;

    private static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.####} %");
}
