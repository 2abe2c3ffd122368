// What a node waits for, worked out from its words and the cluster's options.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Projections.States;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.States;

/// <summary>What a node waits for, and until when: its words say since when, the options how long.</summary>
internal static class StateTimers
{
    public static IEnumerable<StateLine> Of(NodeView view, NodeMemory memory, NodeOptions options)
    {
        foreach (var operation in memory.Operations)
        {
            var patience = (operation.Timeout ?? options.RequestTimeout) + (operation.IsCoordinated ? TimeSpan.Zero : options.ForwardGrace);
            yield return Line(Words.Fill(StateText.GivesUp, operation.Operation), Words.Fill(StateText.At, Words.Seconds(operation.Since + patience)));
        }

        foreach (var (peer, opinion) in memory.Peers)
        {
            if (opinion.PassedBySince is { } since)
            {
                yield return Line(Words.Fill(StateText.TriesAgain, peer), Words.Fill(StateText.AboutAt, Words.Seconds(since + options.SuspicionPeriod)));
            }
        }

        foreach (var kept in view.KeptHints)
        {
            if (options.Handoff is { } handoff)
            {
                yield return Line(Words.Fill(StateText.HintExpires, kept.Target), Words.Fill(StateText.At, Words.Seconds(kept.Oldest + handoff.MaxAge)));
            }
        }

        if (memory.ComparedAt is { } compared && options.AntiEntropy is { } repair)
        {
            yield return Line(StateText.NextComparison, Words.Fill(StateText.AboutAt, Words.Seconds(compared + repair.Every)));
        }
    }

    private static StateLine Line(string name, string value) => new(StateText.GroupTimers, name, value);
}
