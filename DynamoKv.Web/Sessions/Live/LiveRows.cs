// What the members of a live cluster hold, by asking them.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Web.Sessions.Live;

/// <summary>What the members of a live cluster hold, by asking them.</summary>
internal sealed class LiveRows(LiveSession session) : IClusterRows
{
    public async ValueTask<RowPage?> ReadAsync(NodeId node, RowQuery query, CancellationToken cancellation) =>
        await session.AnswerOrNullAsync(node, voice => voice.ReadAsync(query, cancellation), cancellation);

    public async ValueTask<KeyHolding?> HoldingAsync(NodeId node, Key key, CancellationToken cancellation) =>
        await session.AnswerOrNullAsync(node, voice => voice.HoldingAsync(key, cancellation), cancellation);

    public async ValueTask<IReadOnlyList<HintsKept>?> HintsAsync(NodeId node, CancellationToken cancellation) =>
        await session.AnswerOrNullAsync(node, voice => voice.HintsAsync(cancellation), cancellation);

    public async ValueTask<StorageFacts?> StorageAsync(NodeId node, CancellationToken cancellation) =>
        await session.AnswerOrNullAsync(node, voice => voice.StorageAsync(cancellation), cancellation);
}
