// About how much memory a waiting message holds.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Networking.Links;

/// <summary>About how many bytes a message holds: the values count, the rest is a round figure.</summary>
internal static class MessageWeight
{
    private const int Least = 128;

    public static long Of(Message message) => Least + message switch
    {
        Message.ReplicaPut put => Of(put.Versions),
        Message.ReplicaGetAnswered answered => Of(answered.Versions),
        Message.ReadRepair repair => Of(repair.Versions),
        Message.HintDelivery delivery => Of(delivery.Versions),
        Message.ForwardedRequest { Request: ClientRequest.Put put } => put.Content.Value.Length,
        Message.ForwardedResponse { Response: ClientResponse.Read read } => Of(read.Versions),
        Message.ForwardedResponse { Response: ClientResponse.Stored stored } => Of(stored.Versions),
        Message.TransferBatch batch => batch.Rows.Sum(row => Of(row.Versions)),
        Message.StrayRows stray => stray.Rows.Sum(row => Of(row.Versions)),
        Message.SwapVersions swap => swap.Offered.Sum(row => Of(row.Versions)),
        Message.VersionsSwapped swapped => swapped.Rows.Sum(row => Of(row.Versions)),
        _ => 0,
    };

    private static long Of(SiblingSet versions)
    {
        long bytes = 0;
        foreach (var sibling in versions.Span)
            bytes += Least + sibling.Value.Length;

        return bytes;
    }
}
