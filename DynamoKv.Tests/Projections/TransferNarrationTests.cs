// What people read about transfers, in captions and in the log.
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation.Logging;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Projections;

public sealed class TransferNarrationTests
{
    private static readonly NodeId A = new("A");
    private static readonly NodeId F = new("F");
    private static readonly Key Cart = Key.Of("cart");

    public static TheoryData<TraceEvent.OfTransfer, string> Captions => new()
    {
        { new TraceEvent.TransferOffered(A, 3, 40, "A joins"), "A joins: F offers A 3 ranges, about 40 keys." },
        { new TraceEvent.TransferStarted(A, 1, "F joins"), "F joins: F begins to take 1 range over from A." },
        { new TraceEvent.TransferResumed(A, 7), "F is back and goes on taking keys over from A where it stood, after 7 keys." },
        { new TraceEvent.TransferBatchStored(A, 10, 30, 40), "F has 10 keys more from A: 30 of about 40." },
        { new TraceEvent.TransferCompleted(A, 40, "F joins"), "F joins: F has all that it takes over from A, 40 keys." },
        {
            new TraceEvent.TransferSourceReplaced(A, [new NodeId("B"), new NodeId("C")]),
            "F hears nothing from A and takes its ranges from B and C instead, from all of them."
        },
        { new TraceEvent.StraysHandedOver(1, 0), "F removes 1 key of which it is no replica any more: all replicas have confirmed." },
        { new TraceEvent.TransfersSwitched(IsPaused: true), "F pauses its transfers." },
        { new TraceEvent.TransfersSwitched(IsPaused: false), "F goes on with its transfers." },
    };

    public static TheoryData<Message.OfTransfer, string> Messages => new()
    {
        { new Message.TransferOffer(2, 255, 3, 40), """{"epoch":2,"move":"00000000000000ff","ranges":3,"keys":40}""" },
        { new Message.TransferRequest(2, 255, null, null, 10), """{"epoch":2,"move":"00000000000000ff","limit":10}""" },
        {
            new Message.TransferBatch(2, 255, A, Cart, [new TransferRow(Cart, SiblingSet.Empty)], Cart, IsLast: true, 1),
            """{"epoch":2,"move":"00000000000000ff","insteadOf":"A","after":"cart","keys":["cart"],"last":true}"""
        },
        { new Message.TransferPaused(2, 255, null), """{"epoch":2,"move":"00000000000000ff"}""" },
        { new Message.TransferFinished(2, 255), """{"epoch":2,"move":"00000000000000ff"}""" },
        { new Message.StrayCheck(2, [new StrayKey(Cart, 1)]), """{"epoch":2,"keys":["cart"]}""" },
        { new Message.StrayChecked(2, [new StrayKey(Cart, 1)], []), """{"epoch":2,"held":["cart"],"wanted":[]}""" },
        { new Message.StrayRows(2, [new TransferRow(Cart, SiblingSet.Empty)]), """{"epoch":2,"keys":["cart"]}""" },
        { new Message.StrayRowsMerged(2, []), """{"epoch":2,"keys":[]}""" },
    };

    [Theory]
    [MemberData(nameof(Captions), DisableDiscoveryEnumeration = true)]
    public void A_caption_tells_what_happened_in_plain_words(TraceEvent.OfTransfer what, string text) =>
        Assert.Equal(text, TransferNarration.Of(new LogEntry(1, Instant.Zero, F, 0, what), what)?.Text);

    [Fact]
    public void Every_event_has_a_caption_and_words_in_the_log()
    {
        foreach (var (what, _) in Captions.Select(row => row.Data))
            Assert.NotEqual("{}", Written(json => TransferWords.Write(json, what)));

        var told = Captions.Select(row => row.Data.Item1.GetType()).ToHashSet();
        Assert.Superset(Cases(typeof(TraceEvent), typeof(TraceEvent.OfTransfer)), told);
    }

    [Theory]
    [MemberData(nameof(Messages), DisableDiscoveryEnumeration = true)]
    public void A_message_is_a_line_of_properties(Message.OfTransfer message, string text) =>
        Assert.Equal(text, Written(json => TransferWords.Write(json, message)));

    [Fact]
    public void Every_message_has_words_in_the_log() =>
        Assert.Equal(Cases(typeof(Message), typeof(Message.OfTransfer)), Messages.Select(row => row.Data.Item1.GetType()).ToHashSet());

    private static HashSet<Type> Cases(Type set, Type concern) => [.. set.GetNestedTypes().Where(type => type.BaseType == concern)];

    private static string Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
