// Captions about anti-entropy (Dynamo 4.7).
using DynamoKv.Engine.Protocol;
using static DynamoKv.Engine.Projections.NarrationWords;

namespace DynamoKv.Engine.Projections;

/// <summary>Makes captions from what nodes say about anti-entropy (Dynamo 4.7).</summary>
internal static class AntiEntropyNarration
{
    private const string Building = "{0} builds its Merkle trees anew, one for each of its {1} ranges.";
    private const string Ready = "{0} has its Merkle trees: {1} in {2} ranges.";
    private const string StartedByHand = "{0} is asked to compare its Merkle trees with {1}: {2} in {3} shared ranges.";
    private const string StartedDry = "{0} is asked for a look at what differs from {1}: nothing will be changed.";
    private const string Buckets = "{0} and {1} differ in {2}; {3} hashes told them.";
    private const string Missing = "{0} lacks {2}, which {1} has.";
    private const string Extra = "{1} lacks {2}, which {0} has.";
    private const string Mismatched = "{0} and {1} hold different versions of {2}.";
    private const string EndedEqual = "{0} and {1} hold the same: they compared {2}.";
    private const string EndedDry = "{0} and {1} differ in {2}. It was a look only: nothing was changed.";
    private const string Ended = "{0} and {1} are even: {2} differed; {3} bytes were sent, a copy of all would have been about {4}.";
    private const string Abandoned = "{0} gives up comparing with {1}: {2}";
    private const string Paused = "{0} takes no part in anti-entropy any more.";
    private const string Resumed = "{0} takes part in anti-entropy again.";
    private const string Mended = "{0} is mended by anti-entropy: it holds all that is known of {1}.";

    /// <summary>The caption's line; null for events that deserve none.</summary>
    public static Narration.Line? Of(LogEntry entry, TraceEvent.OfAntiEntropy what) => what switch
    {
        TraceEvent.TreesBuilding building when entry.At.Microseconds > 0 => Progress(Building, entry.Node, building.Ranges),
        TraceEvent.TreesReady { Keys: > 0 } ready => Progress(Ready, entry.Node, Keys(ready.Keys), ready.Ranges),
        TraceEvent.ExchangeStarted { IsDryRun: true } started => Request(StartedDry, entry.Node, started.Peer),
        TraceEvent.ExchangeStarted { IsByHand: true } started =>
            Request(StartedByHand, entry.Node, started.Peer, Keys(started.Keys), started.Ranges),
        TraceEvent.BucketsDiffer differ => Progress(Buckets, entry.Node, differ.Peer, differ.Buckets == 1 ? "one bucket" : Fill("{0} buckets", differ.Buckets), differ.Hashes),
        TraceEvent.KeyDiffers differs => Progress(TextOf(differs.Difference), entry.Node, differs.Peer, differs.Key),
        TraceEvent.ExchangeEnded ended => EndOf(entry, ended),
        TraceEvent.ExchangeAbandoned abandoned => new Narration.Line(
            CaptionTone.Trouble, Fill(Abandoned, entry.Node, abandoned.Peer, TextOf(abandoned.Reason)), null),
        TraceEvent.AntiEntropyPaused => Progress(Paused, entry.Node),
        TraceEvent.AntiEntropyResumed => Progress(Resumed, entry.Node),
        _ => null,
    };

    /// <summary>The caption of versions that anti-entropy brought.</summary>
    public static Narration.Line Stored(LogEntry entry, TraceEvent.VersionsStored what) =>
        new(CaptionTone.Mended, Fill(Mended, entry.Node, what.Key), null);

    private static Narration.Line EndOf(LogEntry entry, TraceEvent.ExchangeEnded ended)
    {
        var counts = ended.Counts;
        var text = counts.Differing == 0
            ? Fill(EndedEqual, entry.Node, ended.Peer, counts.Hashes == 1 ? "one hash" : Fill("{0} hashes", counts.Hashes))
            : ended.IsDryRun
                ? Fill(EndedDry, entry.Node, ended.Peer, Keys(counts.Differing))
                : Fill(Ended, entry.Node, ended.Peer, Keys(counts.Differing), counts.Bytes, ended.FullCopyBytes);
        return new Narration.Line(CaptionTone.Success, text, null);
    }

    private static string TextOf(KeyDifference difference) => difference switch
    {
        KeyDifference.Missing => Missing,
        KeyDifference.Extra => Extra,
        _ => Mismatched,
    };

    private static string TextOf(ExchangeRefusal reason) => reason switch
    {
        ExchangeRefusal.Building => "its trees are not built yet.",
        ExchangeRefusal.OtherRing => "the two know different memberships.",
        ExchangeRefusal.Paused => "it is paused there.",
        ExchangeRefusal.Silent => "no answer comes.",
        _ => "something else came first.",
    };

    private static Narration.Line Progress(string template, params object?[] parts) => new(CaptionTone.Progress, Fill(template, parts), null);

    private static Narration.Line Request(string template, params object?[] parts) => new(CaptionTone.Request, Fill(template, parts), null);
}
