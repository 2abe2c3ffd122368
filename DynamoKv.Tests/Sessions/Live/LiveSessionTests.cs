// One member's session shows and does the whole cluster.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Sessions;
using static DynamoKv.Tests.Sessions.Live.LiveBench;

namespace DynamoKv.Tests.Sessions.Live;

public sealed class LiveSessionTests : IAsyncDisposable
{
    private readonly LiveBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task What_is_put_through_one_member_is_got_through_every_other()
    {
        await _bench[N1].RefreshAsync(CancellationToken.None);
        Assert.IsType<ClientResponse.Written>(await _bench.SubmitAsync(N1, Put("tea", "green")));

        Assert.Equal(["green"], await _bench.ValuesAsync(N2, "tea"));
        Assert.Equal(["green"], await _bench.ValuesAsync(N1, "tea", via: N3));
    }

    [Fact]
    public async Task A_request_that_enters_at_another_member_is_named_by_that_member()
    {
        await _bench[N1].RefreshAsync(CancellationToken.None);
        var written = await _bench.SubmitAsync(N1, Put("tea", "green"), via: N2);

        Assert.Equal(N2, written.Operation.Entry);
        Assert.True(written.Operation.Number > 0);
    }

    [Fact]
    public async Task Concurrent_writes_through_two_members_are_siblings_and_a_delete_ends_them()
    {
        var blank = new CausalContext(VectorClock.Empty, null);
        await _bench.SubmitAsync(N1, Put("tea", "green", blank));
        await _bench.SubmitAsync(N2, Put("tea", "black", blank));
        Assert.Equal(["black", "green"], (await _bench.ValuesAsync(N3, "tea")).Order());

        Assert.IsType<ClientResponse.Deleted>(await _bench.SubmitAsync(N3, Delete("tea")));
        Assert.Empty(await _bench.ValuesAsync(N1, "tea"));
    }

    [Fact]
    public async Task Every_member_is_known_with_its_keys_life_and_uptime()
    {
        await _bench.SubmitAsync(N1, Put("tea", "green"));
        var tick = await _bench.UntilAsync(N2, now => now.Head.Nodes.Count == 3 && now.Head.Nodes.Values.Sum(node => node.KeyCount) == 2);

        Assert.All(tick.Head.Nodes.Values, node => Assert.Equal(NodeCondition.Up, node.Condition));
        Assert.All(tick.Head.Nodes.Values, node => Assert.True(node.Incarnation > 0 && node.StartedAt <= tick.Playback.Now));
        Assert.Equal(_bench.Founders.Tokens, _bench[N2].Ring.Tokens);
        Assert.Equal(1, _bench[N2].KeyCount);
        Assert.Contains("is up for", HealthSentence.Of(tick.Head.Nodes[N1], _bench[N2].Inspect(N1), tick.Playback.Now), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_member_holds_is_read_from_its_own_disk()
    {
        var (first, second, stranger) = _bench.PlacesOf("tea");
        await _bench.SubmitAsync(stranger, Put("tea", "green"));
        await _bench[stranger].RefreshAsync(CancellationToken.None);
        var rows = _bench[stranger].Rows;

        var held = await rows.HoldingAsync(first, Key.Of("tea"), CancellationToken.None);
        var page = await rows.ReadAsync(second, new RowQuery(null, "te", 10), CancellationToken.None);
        var facts = await rows.StorageAsync(first, CancellationToken.None);

        Assert.Equal("green", held!.Versions.Siblings[0].ValueAsText());
        Assert.Equal("tea", Assert.Single(page!.Rows).Key.Text);
        Assert.True(page.IsLast);
        Assert.Empty((await rows.HoldingAsync(stranger, Key.Of("tea"), CancellationToken.None))!.Versions.Siblings);
        Assert.Equal((1, 0), (facts!.LiveKeys, facts.Tombstones));
        Assert.Equal(held.Versions.Context, facts.Clock);
    }

    [Fact]
    public async Task Rows_come_in_pages_in_the_order_of_their_bytes_and_by_prefix()
    {
        foreach (var key in new[] { "a", "b", "b1", "b2", "c" })
        {
            await _bench.SubmitAsync(N1, Put(key, key));
        }

        await _bench[N1].RefreshAsync(CancellationToken.None);
        var rules = VersionRules.For(Behaviour.VersionMode);
        async Task<string[]> Walk(RowQuery query)
        {
            var found = new List<string>();
            await foreach (var row in RowWalk.MergedAsync(_bench[N1].Rows, [N1, N2, N3], rules, _bench[N1].Now, query, null, CancellationToken.None))
            {
                found.Add(row.Key.Text);
            }

            return [.. found];
        }

        Assert.Equal(["a", "b", "b1", "b2", "c"], await Walk(new RowQuery(null, "", 1)));
        Assert.Equal(["b", "b1", "b2"], await Walk(new RowQuery(null, "b", 2)));
        Assert.Equal(["b2"], await Walk(new RowQuery(Key.Of("b1"), "b", 500)));
    }

    [Fact]
    public async Task A_silent_member_is_shown_as_silent_and_never_waited_for_again()
    {
        await _bench.UntilAsync(N1, tick => tick.Head.Nodes.Count == 3 && tick.Head.Nodes[N3].Condition == NodeCondition.Up);
        _bench.Network.Cut(N3);

        var tick = await _bench.UntilAsync(N1, now => now.Head.Nodes[N3].Condition == NodeCondition.Silent);

        Assert.Null(_bench[N1].Inspect(N3));
        Assert.Null(await _bench[N1].Rows.StorageAsync(N3, CancellationToken.None));
        Assert.Contains("may be down, stand still, or be cut off", HealthSentence.Of(tick.Head.Nodes[N3], null, tick.Playback.Now), StringComparison.Ordinal);
        await Assert.ThrowsAsync<NodeSilentException>(() => _bench.SubmitAsync(N1, Get("tea"), via: N3));

        _bench.Network.Mend(N3);
        var back = await _bench.UntilAsync(N1, now => now.Head.Nodes[N3].Condition == NodeCondition.Up);
        Assert.Contains(_bench[N1].ReadLog(1, int.MaxValue).Select(entry => Narration.Of(entry, _bench[N1].SnapshotAt(entry.Number - 1))?.Text), text => text == "n3 answers again.");
        Assert.NotNull(back.Head.Nodes[N3].Told);
    }

    [Fact]
    public async Task A_member_that_does_not_exist_is_named_with_those_that_do()
    {
        await _bench.UntilAsync(N1, tick => tick.Head.Nodes.Count == 3);
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => _bench.SubmitAsync(N1, Get("tea"), via: N4));
        Assert.Contains("n1, n2, n3", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_for_a_silent_replica_leaves_a_hint_that_every_session_sees()
    {
        await _bench.UntilAsync(N1, tick => tick.Head.Nodes.Count == 3);
        var (first, second, holder) = _bench.PlacesOf("tea");
        _bench.Network.Cut(second);

        var written = Assert.IsType<ClientResponse.Written>(await _bench.SubmitAsync(first, Put("tea", "green")));
        var tick = await _bench.UntilAsync(first, now => now.Head.Nodes[holder].HintCount == 1);
        var kept = Assert.Single((await _bench[first].Rows.HintsAsync(holder, CancellationToken.None))!);
        var row = await _bench[first].Rows.HoldingAsync(holder, Key.Of("tea"), CancellationToken.None);

        Assert.Equal(second, Assert.Single(written.Replicas.Hinted).Intended);
        Assert.Equal(second, Assert.Single(tick.Head.Nodes[holder].KeptHints).Target);
        Assert.Equal((second, 1L), (kept.Target, kept.Count));
        Assert.Equal("tea", Assert.Single(kept.Keys).Text);
        Assert.Equal("green", Assert.Single(row!.Hints).Versions.Siblings[0].ValueAsText());
    }

    [Fact]
    public async Task A_join_is_planned_and_committed_through_another_member_and_seen_to_its_end()
    {
        await _bench.SubmitAsync(N1, Put("tea", "green"));
        await _bench.UntilAsync(N1, tick => tick.Head.Nodes.Count == 3);
        _bench.Start(N4, founders: null);

        await Soon(_bench[N1].SendCommandAsync(N2, number => new NodeCommand.StageJoin(number, N4, "http://n4", 8, null), CancellationToken.None));
        var plan = _bench[N1].Inspect(N2)!.Membership.Plan;
        await Soon(_bench[N1].SendCommandAsync(N2, number => new NodeCommand.CommitPlan(number), CancellationToken.None));
        var tick = await _bench.UntilAsync(N1, _ => _bench[N1].PlacementAt(long.MaxValue) is { Next: null, Current.Members.Length: 4 });

        Assert.Equal([N4], plan!.Joining);
        Assert.Contains(N4, tick.Head.Nodes.Keys);
        Assert.Equal("http://n4", _bench[N1].AddressOf(N4));
        Assert.Equal(["green"], await _bench.ValuesAsync(N4, "tea"));
    }

    [Fact]
    public async Task Two_members_are_compared_and_their_trees_are_read_from_a_third()
    {
        var (first, second, stranger) = _bench.PlacesOf("tea");
        await _bench.SubmitAsync(stranger, Put("tea", "green"));
        await _bench.UntilAsync(stranger, _ => _bench[stranger].Inspect(first)?.AntiEntropy is { IsReady: true }
            && _bench[stranger].Inspect(second)?.AntiEntropy is { IsReady: true });

        var compared = Assert.IsType<CommandAnswer.Compared>(await Soon(_bench[stranger].SendCommandAsync(
            first, number => new NodeCommand.Compare(number, second), CancellationToken.None)));
        var position = DynamoKv.Engine.Ring.RingPosition.OfKey(Key.Of("tea"));
        var trees = new[] { first, second }.Select(node => _bench[stranger].MerkleTreeAsync(node, position, 2, CancellationToken.None).AsTask());
        var roots = await Soon(Task.WhenAll(trees));

        Assert.Equal(0, compared.Comparison.Counts.Differing);
        Assert.Equal(roots[0]!.Hash, roots[1]!.Hash);
        Assert.Equal(1, roots[0]!.KeyCount);
    }
}
