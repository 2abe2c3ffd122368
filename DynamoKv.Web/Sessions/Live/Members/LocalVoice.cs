// Asks the member of this process.
using System.Collections.Immutable;
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Sessions.Live.Faults;

namespace DynamoKv.Web.Sessions.Live.Members;

/// <summary>Asks the member of this process, by short looks between its node's steps.</summary>
/// <param name="faults">What can be broken on purpose here; null: nothing.</param>
internal sealed class LocalVoice(INodeHost host, LiveOptions options, TimeProvider time, INodeFaults? faults = null) : IMemberVoice
{
    /// <summary>Rows of one look: a look holds the node's loop up.</summary>
    private const int RowsOfALook = 32;

    /// <summary>About the most bytes of one page.</summary>
    private const int BytesOfAPage = 512 * 1024;

    private static readonly TimeSpan ClockFresh = TimeSpan.FromSeconds(2);
    private readonly TraceFeed _feed = new(host, options.MaxTraceWaiting, options.MaxTraceReaders);
    private volatile KnownClock? _clock;

    public NodeId Node => host.Id;

    /// <summary>Whether this member was started to be broken on purpose.</summary>
    public bool TakesFaults => faults is not null;

    /// <summary>How many follow this member now.</summary>
    public int Readers => _feed.Readers;

    public async Task<MemberAccount> AccountAsync(CancellationToken cancellation)
    {
        var said = await host.LookAsync(node => node.Snapshot(), cancellation);
        return MemberAccount.Of(said, LiveTime.Now(time), host.Trouble) with { Address = options.Address, Faults = [.. faults?.InForce ?? []] };
    }

    public async Task<RowPage> ReadAsync(RowQuery query, CancellationToken cancellation)
    {
        var rows = ImmutableArray.CreateBuilder<HeldRow>();
        var after = query.After;
        if (Key.TryCreate(query.Prefix, out var prefix, out _) && (after is not { } known || Utf8KeyOrder.Instance.Compare(known, prefix) < 0))
        {
            var own = await host.LookAsync(node => node.Disk.Read(prefix), cancellation); // a scan begins after a key: the first that fits may be the prefix itself
            if (!own.IsEmpty)
            {
                rows.Add(new HeldRow(prefix, own));
            }

            after = prefix;
        }

        for (var bytes = 0L; rows.Count < query.Limit && bytes < BytesOfAPage;)
        {
            var (from, count) = (after, Math.Min(RowsOfALook, query.Limit - rows.Count));
            var found = await host.LookAsync(node => node.Disk.Scan(from, count), cancellation);
            foreach (var (key, versions) in found)
            {
                if (!key.Text.StartsWith(query.Prefix, StringComparison.Ordinal))
                {
                    return new RowPage(rows.ToImmutable(), IsLast: true);
                }

                rows.Add(new HeldRow(key, versions));
                bytes += BytesOf(versions);
                after = key;
            }

            if (found.Count < count)
            {
                return new RowPage(rows.ToImmutable(), IsLast: true);
            }
        }

        return new RowPage(rows.ToImmutable(), IsLast: false);
    }

    public Task<KeyHolding> HoldingAsync(Key key, CancellationToken cancellation) => host.LookAsync(
        node => new KeyHolding(node.Disk.Read(key), [.. node.Disk.HintsOf(key).Select(hint => new HeldFor(hint.Target, hint.Versions))]), cancellation);

    public Task<IReadOnlyList<HintsKept>> HintsAsync(CancellationToken cancellation) => host.LookAsync<IReadOnlyList<HintsKept>>(
        node => [.. node.Disk.HintTargets.Select(kept => new HintsKept(
            kept.Target, kept.Count, kept.Oldest, [.. node.Disk.HintsFor(kept.Target, HintsKept.MaxKeys).Select(hint => hint.Key)]))],
        cancellation);

    public async Task<StorageFacts> StorageAsync(CancellationToken cancellation)
    {
        var (counts, hints) = await host.LookAsync(node => (node.Disk.Statistics, node.Disk.HintTargets.Sum(kept => kept.Count)), cancellation);
        var clock = counts.Keys <= StorageFacts.MaxRowsOfClock ? await ClockAsync(cancellation) : null;
        return new StorageFacts(counts.Keys - counts.Tombstones, counts.Tombstones, counts.Bytes, hints, clock) { Path = options.DataPath };
    }

    public Task<MerkleNode?> MerkleTreeAsync(RingPosition position, int levels, CancellationToken cancellation) =>
        host.LookAsync(node => node.MerkleTree(position, levels), cancellation);

    public Task<ClientResponse> SubmitAsync(Func<OperationId, ClientRequest> request, CancellationToken cancellation) =>
        OperationTraces.AroundAsync(host.Id, request, made => host.SubmitAsync(made, cancellation));

    public Task<CommandAnswer> SendCommandAsync(Func<long, NodeCommand> command, CancellationToken cancellation) =>
        host.SendCommandAsync(command, cancellation);

    public Task<FaultTold> BreakAsync(FaultOrder order, CancellationToken cancellation) => faults is { } mine
        ? Task.FromResult(order.Do(mine))
        : Task.FromException<FaultTold>(new FaultRefusedException($"{host.Id} was not started with --enable-chaos."));

    public IAsyncEnumerable<TraceBatch> FollowAsync(CancellationToken cancellation) => _feed.FollowAsync(cancellation);

    private async Task<VectorClock> ClockAsync(CancellationToken cancellation)
    {
        if (_clock is { } known && time.GetElapsedTime(known.At) < ClockFresh)
        {
            return known.Clock;
        }

        var clock = VectorClock.Empty;
        RowPage page;
        Key? after = null;
        do
        {
            page = await ReadAsync(new RowQuery(after, "", StorageFacts.MaxRowsOfClock), cancellation);
            clock = page.Rows.Aggregate(clock, (seen, row) => seen.Merge(row.Versions.Context));
            after = page.Rows.IsEmpty ? null : page.Rows[^1].Key;
        }
        while (!page.IsLast && after is not null);
        _clock = new KnownClock(clock, time.GetTimestamp());
        return clock;
    }

    private static long BytesOf(SiblingSet versions)
    {
        var bytes = 64L;
        foreach (var sibling in versions.Siblings)
        {
            bytes += sibling.Value.Length + 64;
        }

        return bytes;
    }

    private sealed record KnownClock(VectorClock Clock, long At);
}
