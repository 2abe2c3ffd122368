// Captions about transfers of key ranges (Dynamo 4.9).
using DynamoKv.Engine.Protocol;
using static DynamoKv.Engine.Projections.NarrationWords;

namespace DynamoKv.Engine.Projections;

/// <summary>Makes captions from what nodes say about transfers of key ranges (Dynamo 4.9).</summary>
internal static class TransferNarration
{
    private const string Offered = "{0}: {1} offers {2} {3}, about {4}.";
    private const string Started = "{0}: {1} begins to take {2} over from {3}.";
    private const string Resumed = "{0} is back and goes on taking keys over from {1} where it stood, after {2}.";
    private const string Stored = "{0} has {1} more from {2}: {3} of about {4}.";
    private const string Completed = "{0}: {1} has all that it takes over from {2}, {3}.";
    private const string Replaced = "{0} hears nothing from {1} and takes its ranges from {2} instead, from all of them.";
    private const string HandedOver = "{0} removes {1} of which it is no replica any more: all replicas have confirmed.";
    private const string Paused = "{0} pauses its transfers.";
    private const string GoesOn = "{0} goes on with its transfers.";
    private const string OneRange = "1 range";
    private const string ManyRanges = "{0} ranges";

    /// <summary>The caption's line; null for events that deserve none.</summary>
    public static Narration.Line? Of(LogEntry entry, TraceEvent.OfTransfer what) => what switch
    {
        TraceEvent.TransferOffered said => Progress(
            Fill(Offered, said.Reason, entry.Node, said.Target, Ranges(said.Ranges), Keys(said.Keys))),
        TraceEvent.TransferStarted said => Progress(
            Fill(Started, said.Reason, entry.Node, Ranges(said.Ranges), said.Source)),
        TraceEvent.TransferResumed said => Mended(
            Fill(Resumed, entry.Node, said.Source, Keys(said.KeysDone))),
        TraceEvent.TransferBatchStored said => Progress(
            Fill(Stored, entry.Node, Keys(said.Keys), said.Source, said.KeysDone, said.KeysTotal)),
        TraceEvent.TransferCompleted said => new Narration.Line(
            CaptionTone.Success, Fill(Completed, said.Reason, entry.Node, said.Source, Keys(said.KeysDone)), null),
        TraceEvent.TransferSourceReplaced said => new Narration.Line(
            CaptionTone.Trouble, Fill(Replaced, entry.Node, said.Source, Join(said.Others)), null),
        TraceEvent.StraysHandedOver said => Mended(Fill(HandedOver, entry.Node, Keys(said.Keys))),
        TraceEvent.TransfersSwitched said => Progress(Fill(said.IsPaused ? Paused : GoesOn, entry.Node)),
        _ => null,
    };

    private static Narration.Line Progress(string text) => new(CaptionTone.Progress, text, null);

    private static Narration.Line Mended(string text) => new(CaptionTone.Mended, text, null);

    private static string Ranges(int count) => count == 1 ? OneRange : Fill(ManyRanges, count);
}
