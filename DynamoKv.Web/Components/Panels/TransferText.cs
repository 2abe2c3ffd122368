// Transfers as lines for people.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Node.Transfers;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Panels;

/// <summary>Transfers as lines for people.</summary>
public static class TransferText
{
    /// <summary>Each transfer once, as its target sees it where that runs.</summary>
    public static IReadOnlyList<TransferView> Lines(IEnumerable<NodeSnapshot> accounts) =>
    [
        .. accounts.SelectMany(account => account.Transfers.Transfers.Select(transfer => (account.Self, Transfer: transfer)))
            .GroupBy(seen => (seen.Transfer.Source, seen.Transfer.InsteadOf, seen.Transfer.Target))
            .Select(seen => seen.OrderByDescending(one => one.Self == one.Transfer.Target).First().Transfer)
            .OrderBy(transfer => transfer.Source).ThenBy(transfer => transfer.Target),
    ];

    /// <summary>How much is done, 0..1.</summary>
    public static double Part(TransferView transfer) => transfer switch
    {
        { State: TransferState.Done } => 1,
        { KeysTotal: > 0 and var total } => Math.Min(1, (double)transfer.KeysDone / total),
        _ => 0,
    };

    /// <summary>"running: 12 of 40 keys, 8 keys/s".</summary>
    public static string Of(TransferView transfer)
    {
        var total = transfer.KeysTotal is { } keys ? Words.Fill("{0}", keys) : "?";
        return Words.Fill(ClusterText.TransferLine, Word(transfer.State), transfer.KeysDone, total, transfer.KeysPerSecond);
    }

    private static string Word(TransferState state) => state switch
    {
        TransferState.Offered => ClusterText.TransferOffered,
        TransferState.Running => ClusterText.TransferRunning,
        TransferState.Waiting => ClusterText.TransferWaiting,
        TransferState.Paused => ClusterText.TransferPaused,
        _ => ClusterText.TransferDone,
    };
}
