// The parts of which the way to a peer is made.
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Networking.Links;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Networking;

public sealed class LinkPartsTests
{
    private static readonly NodeId B = new("b");

    private static SendQueue Queue(int maxMessages = 1_000, long maxBytes = long.MaxValue, int maxMessageBytes = 1_000_000) =>
        new(maxMessages, maxBytes, frameBytes: 1_000, maxMessageBytes);

    [Fact]
    public void A_queue_takes_no_more_than_its_bound_and_gives_everything_at_once()
    {
        var queue = Queue(maxMessages: 100);
        var taken = new List<OutgoingFrame>();

        Assert.Equal(100, Enumerable.Range(0, 150).Count(_ => queue.TryAdd(new Message.Ping()) == Added.Waits));
        Assert.True(queue.Take(ref taken));
        Assert.Equal(100, Assert.Single(taken).Messages);
        Assert.Equal((100, false), BatchReader.Scan(taken[0].Bytes.Written.Span));
        Assert.Equal(0, queue.Count);
        Assert.Equal(Added.Waits, queue.TryAdd(new Message.Ping()));
        Assert.Equal(1, queue.Clear());
        queue.GiveBack(taken);
        Assert.Empty(taken);
        Assert.False(queue.Take(ref taken));
    }

    [Fact]
    public void A_queue_takes_no_more_bytes_than_its_bound_but_one_message_always()
    {
        var queue = Queue(maxBytes: 10_000);

        Assert.Equal(Added.Waits, queue.TryAdd(Hint(50_000)));
        Assert.Equal(Added.QueueIsFull, queue.TryAdd(new Message.Ping()));
    }

    [Fact]
    public void A_message_that_is_too_long_is_not_taken_and_leaves_nothing_behind()
    {
        var queue = Queue();
        var taken = new List<OutgoingFrame>();

        Assert.Equal(Added.IsTooLarge, queue.TryAdd(Hint(2_000_000)));
        Assert.False(queue.Take(ref taken));
        Assert.Equal(Added.Waits, queue.TryAdd(new Message.Ping()));
        Assert.Equal(Added.IsTooLarge, queue.TryAdd(Hint(2_000_000)));
        Assert.True(queue.Take(ref taken));
        Assert.Equal((1, false), BatchReader.Scan(Assert.Single(taken).Bytes.Written.Span));
    }

    [Fact]
    public void Frames_are_closed_when_they_are_full_and_a_long_message_has_one_of_its_own()
    {
        var queue = Queue(maxMessageBytes: 3 * NodeService.MaxFrameBytes);
        var taken = new List<OutgoingFrame>();
        int[] sizes = [400, 700, 200, NodeService.MaxFrameBytes, 100];

        Assert.All(sizes, size => Assert.Equal(Added.Waits, queue.TryAdd(Hint(size))));

        Assert.True(queue.Take(ref taken));
        Assert.Equal([2, 1, 1, 1], taken.Select(frame => frame.Messages));
        Assert.True(taken[2].Bytes.Length > NodeService.MaxFrameBytes, "The long message has a frame of its own.");
    }

    [Fact]
    public void Whoever_waits_for_a_queue_is_woken_also_when_the_call_came_first()
    {
        var queue = Queue();
        var waiting = queue.WaitAsync();
        Assert.False(waiting.IsCompleted);
        queue.Ring();
        queue.TryAdd(new Message.Ping());
        Assert.False(waiting.IsCompleted);
        queue.Ring();
        Assert.True(waiting.IsCompleted);
        queue.Clear();

        queue.Wake();

        Assert.True(queue.WaitAsync().IsCompleted);
        Assert.False(queue.WaitAsync().IsCompleted);
    }

    [Fact]
    public void What_others_say_of_a_node_counts_when_it_is_newer()
    {
        var book = new AddressBook(mayLeaveThisMachine: true);
        book.LearnFromOthers([new Place(B, "http://one:1", 5)], new NodeId("a"));
        book.LearnFromOthers([new Place(B, "http://two:2", 4)], new NodeId("a"));
        Assert.Equal("http://one:1", book.Find(B));

        book.LearnFromOthers([new Place(B, "http://three:3", 6)], new NodeId("a"));

        Assert.Equal("http://three:3", book.Find(B));
    }

    [Fact]
    public void What_a_node_says_itself_counts_even_when_its_clock_was_set_back()
    {
        var book = new AddressBook(mayLeaveThisMachine: true);
        book.LearnFromOthers([new Place(B, "http://old:1", 500)], new NodeId("a"));

        book.LearnFromItself(B, "http://new:1", 3);
        book.LearnFromOthers([new Place(B, "http://old:1", 500)], new NodeId("a"));

        Assert.Equal("http://new:1", book.Find(B));
        Assert.Equal(501, Assert.Single(book.All).StartedAt);
    }

    [Fact]
    public void Nobody_tells_a_node_where_it_is_itself()
    {
        var book = new AddressBook(mayLeaveThisMachine: true);

        book.LearnFromOthers([new Place(B, "http://elsewhere:1", 5)], B);

        Assert.Null(book.Find(B));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9081", true)]
    [InlineData("http://localhost:9081", true)]
    [InlineData("http://10.0.0.1:9081", false)]
    [InlineData("file:///etc/passwd", false)]
    public void A_book_of_this_machine_only_believes_no_other_address(string address, bool isAcceptable) =>
        Assert.Equal(isAcceptable, new AddressBook(mayLeaveThisMachine: false).IsAcceptable(address, out _));

    [Theory]
    [InlineData("http://10.0.0.1:9081", "http://10.0.0.1:9081")]
    [InlineData("HTTP://Node-1.example:9081/", "http://node-1.example:9081")]
    [InlineData("http://host", "http://host:80")]
    [InlineData("http://[::1]:9081", "http://[::1]:9081")]
    [InlineData("http://user:word@host:1", null)]
    [InlineData("http://host:1/path", null)]
    [InlineData("http://host:1/?q", null)]
    [InlineData("ftp://host:1", null)]
    [InlineData("host:1", null)]
    [InlineData("", null)]
    public void An_address_has_one_spelling(string text, string? spelling)
    {
        Assert.Equal(spelling is not null, NodeAddress.TryNormalize(text, out var address));
        Assert.Equal(spelling, address);
    }

    [Fact]
    public void Rests_grow_up_to_the_longest_and_differ()
    {
        var rest = new Rest(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8), new DeterministicRandom(3));

        var rests = Enumerable.Range(0, 60).Select(_ => rest.Next().TotalSeconds).ToArray();

        Assert.InRange(rests[0], 0.5, 1);
        Assert.InRange(rests[2], 2, 4);
        Assert.All(rests[3..], seconds => Assert.InRange(seconds, 4, 8));
        Assert.InRange(rests[3..].Distinct().Count(), 40, 60);
        rest.Reset();
        Assert.InRange(rest.Next().TotalSeconds, 0.5, 1);
    }

    private static Message.HintDelivery Hint(int bytes) => new(Key.Of("key"), SiblingSet.Of(
        [new Sibling(new Dot(new VersionActor(B, 1), 1), VectorClock.Empty, new byte[bytes], WriteContent.TextContentType, Instant.Zero, isTombstone: false)]));
}
