// What is known of nodes after hand-made lines.
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using static DynamoKv.Tests.Projections.Story;

namespace DynamoKv.Tests.Projections;

public sealed class NodeFoldTests
{
    [Fact]
    public void Before_the_first_line_nothing_is_known_of_any_node() =>
        Assert.All(new Story().Snapshot.Nodes.Values, node => Assert.Equal(NodeCondition.Unknown, node.Condition));

    [Fact]
    public void A_node_that_started_is_up_in_its_incarnation()
    {
        var node = new Story().Line(C, new TraceEvent.Started(3, 0)).Snapshot.Nodes[C];
        Assert.Equal((NodeCondition.Up, 3L), (node.Condition, node.Incarnation));
    }

    [Fact]
    public void A_crash_that_loses_memory_keeps_the_rows_and_forgets_the_suspects()
    {
        var node = new Story()
            .Line(C, new TraceEvent.VersionsStored(First, Cart, Milk, StoreReason.Replicated))
            .Line(C, new TraceEvent.PeerSuspected(B))
            .Line(null, new WorldEvent.NodeCrashed(C, CrashLoss.Memory, "test")).Snapshot.Nodes[C];
        Assert.Equal(NodeCondition.Down, node.Condition);
        Assert.Equal(Milk, node.Rows[Cart]);
        Assert.Empty(node.Suspects);
    }

    [Fact]
    public void What_waits_in_memory_is_no_row_until_it_is_flushed_and_lost_by_a_crash()
    {
        var story = new Story().Line(C, new TraceEvent.VersionsStored(First, Cart, Milk, StoreReason.Replicated, IsBuffered: true));
        Assert.Empty(story.Snapshot.Nodes[C].Rows);
        Assert.Equal(Milk, story.Snapshot.Nodes[C].Buffered[Cart]);
        var flushed = story.Line(C, new TraceEvent.RowsFlushed([Cart], 0, FlushReason.Time)).Snapshot.Nodes[C];
        Assert.Equal(Milk, flushed.Rows[Cart]);
        Assert.Empty(flushed.Buffered);

        story.Line(C, new TraceEvent.VersionsStored(First, Cart, Versions("tea", 2), StoreReason.Replicated, IsBuffered: true));
        var crashed = story.Line(null, new WorldEvent.NodeCrashed(C, CrashLoss.Memory, "test")).Snapshot.Nodes[C];
        Assert.Equal("C crashes. Its disk is safe. 1 row that waited in its memory is lost.", story.Told);
        Assert.Equal(Milk, crashed.Rows[Cart]);
        Assert.Empty(crashed.Buffered);
    }

    [Fact]
    public void A_crash_that_loses_the_disk_leaves_no_rows() => Assert.Empty(new Story()
        .Line(C, new TraceEvent.VersionsStored(First, Cart, Milk, StoreReason.Replicated))
        .Line(null, new WorldEvent.NodeCrashed(C, CrashLoss.Disk, "test")).Snapshot.Nodes[C].Rows);

    [Fact]
    public void A_paused_node_is_up_again_when_it_is_resumed()
    {
        var story = new Story().Line(C, new TraceEvent.Started(1, 0)).Line(null, new WorldEvent.NodePaused(C));
        Assert.Equal(NodeCondition.Paused, story.Snapshot.Nodes[C].Condition);
        Assert.Equal(NodeCondition.Up, story.Line(null, new WorldEvent.NodeResumed(C)).Snapshot.Nodes[C].Condition);
    }

    [Fact]
    public void A_suspect_that_is_heard_again_is_none()
    {
        var story = new Story().Line(A, new TraceEvent.PeerSuspected(B));
        Assert.Equal([B], story.Snapshot.Nodes[A].Suspects);
        Assert.Empty(story.Line(A, new TraceEvent.PeerHeardAgain(B)).Snapshot.Nodes[A].Suspects);
    }

    [Fact]
    public void A_damaged_row_counts_as_missing() => Assert.Empty(new Story()
        .Line(C, new TraceEvent.VersionsStored(First, Cart, Milk, StoreReason.Replicated))
        .Line(C, new TraceEvent.RowDamaged(Cart)).Snapshot.Nodes[C].Rows);
}
