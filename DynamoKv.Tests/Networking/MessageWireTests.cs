// Every message survives its way over the wire, and means the same to Protobuf.
using CsCheck;
using DynamoKv.Engine.Networking.Links;
using DynamoKv.Engine.Networking.Wire;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;
using DynamoKv.Tests.Versioning;
using Google.Protobuf;
using Generated = DynamoKv.Wire.V1;

namespace DynamoKv.Tests.Networking;

public sealed class MessageWireTests
{
    [Fact]
    public void Every_kind_of_message_has_a_sample() => Assert.Empty(Missing<Message>(MessageSamples.All));

    [Fact]
    public void Every_kind_of_request_and_answer_has_a_sample()
    {
        Assert.Empty(Missing<ClientRequest>(MessageSamples.All.OfType<Message.ForwardedRequest>().Select(forwarded => forwarded.Request)));
        Assert.Empty(Missing<ClientResponse>(MessageSamples.All.OfType<Message.ForwardedResponse>().Select(forwarded => forwarded.Response)));
    }

    [Fact]
    public void Every_message_comes_as_it_went()
    {
        Assert.All(MessageSamples.All, message =>
        {
            var (read, tally) = Read(Frame(message));
            Assert.Equal(DeepText.Of(message), DeepText.Of(Assert.Single(read)));
            Assert.Equal((0, 0), (tally.UnknownFields, tally.UnknownKinds));
        });
    }

    [Fact]
    public void Messages_of_one_frame_come_in_their_order()
    {
        var (read, _) = Read(Frame([.. MessageSamples.All]));

        Assert.Equal(MessageSamples.All.Select(DeepText.Of), read.Select(DeepText.Of));
    }

    [Fact]
    public void Any_versions_come_as_they_went() =>
        Gen.Select(Versions.AnySet, Gen.String[Gen.Char['a', 'ÿ'], 1, 100], Gen.Long, Gen.Bool).Sample(
            (versions, key, number, isDurable) =>
            {
                var message = new Message.ReplicaPut(new OperationId(new NodeId("n"), number), Key.Of(key), versions, number, null, isDurable);
                var read = Assert.IsType<Message.ReplicaPut>(Assert.Single(Read(Frame(message)).Messages));
                return read == message && Frame(read).AsSpan().SequenceEqual(Frame(message));
            },
            iter: PropertyRuns.Few);

    [Fact]
    public void What_is_written_means_the_same_to_protobuf_and_is_written_alike_by_it()
    {
        var known = Generated.Frame.Parser.WithDiscardUnknownFields(true);
        Assert.All(MessageSamples.All, message =>
        {
            var bytes = Frame(message);
            var frame = known.ParseFrom(bytes);
            Assert.Equal(message.GetType().Name, Assert.Single(frame.Envelopes).KindCase.ToString());
            Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(frame.ToByteArray()));
        });
    }

    [Fact]
    public void Values_are_where_the_schema_says()
    {
        var put = Generated.Frame.Parser.ParseFrom(Frame(MessageSamples.All.OfType<Message.ReplicaPut>().First())).Envelopes[0].ReplicaPut;

        Assert.Equal(("A", 1_234_567_890_123), (put.Operation.Entry, put.Operation.Number));
        Assert.Equal(("schlüssel 鍵 \U0001F511", 12, "node-2", true), (put.Key, put.RingEpoch, put.IntendedFor, put.IsBuffered));
        Assert.Equal(2, SiblingSet.Decode(put.Versions.Span).Count);
    }

    [Fact]
    public void A_kind_of_a_newer_version_is_skipped_and_counted()
    {
        var newer = new WireWriter();
        var envelope = newer.Open(FrameField.Envelopes);
        newer.Bytes(19, [1, 2, 3]);
        newer.Close(envelope);
        MessageWire.Write(newer, FrameField.Envelopes, new Message.Pong());

        var (read, tally) = Read(newer.Written.Span);

        Assert.IsType<Message.Pong>(Assert.Single(read));
        Assert.Equal(1, tally.UnknownKinds);
    }

    [Fact]
    public void A_field_of_a_newer_version_is_skipped_and_counted()
    {
        var newer = new WireWriter();
        var envelope = newer.Open(FrameField.Envelopes);
        var body = newer.Open(WireKind.HintRefused);
        newer.Text(1, "key");
        newer.Hash(900, 5);
        newer.Text(901, "more");
        newer.Close(body);
        newer.Number(100, 7);
        newer.Close(envelope);
        newer.Number(99, 1);

        var (read, tally) = Read(newer.Written.Span);

        Assert.Equal(new Message.HintRefused(Key.Of("key")), Assert.Single(read));
        Assert.Equal((4, 0), (tally.UnknownFields, tally.UnknownKinds));
    }

    [Fact]
    public void A_word_of_a_newer_version_costs_its_message_only()
    {
        var newer = new WireWriter();
        var envelope = newer.Open(FrameField.Envelopes);
        var body = newer.Open(WireKind.ReplicaPutRefused);
        newer.Operation(1, new OperationId(new NodeId("A"), 1));
        newer.Number(2, 42);
        newer.Close(body);
        newer.Close(envelope);
        MessageWire.Write(newer, FrameField.Envelopes, new Message.Ping());

        var (read, tally) = Read(newer.Written.Span);

        Assert.IsType<Message.Ping>(Assert.Single(read));
        Assert.Equal(1, tally.UnknownKinds);
    }

    [Fact]
    public void A_message_without_what_it_needs_is_malformed()
    {
        var wrong = new WireWriter();
        var envelope = wrong.Open(FrameField.Envelopes);
        wrong.Close(wrong.Open(WireKind.HintRefused));
        wrong.Close(envelope);

        Assert.Throws<WireException>(() => Read(wrong.Written.Span));
    }

    /// <summary>A frame with these messages.</summary>
    internal static byte[] Frame(params IReadOnlyList<Message> messages)
    {
        var writer = new WireWriter();
        foreach (var message in messages)
            MessageWire.Write(writer, FrameField.Envelopes, message);

        return writer.Written.ToArray();
    }

    private static (List<Message> Messages, WireTally Tally) Read(ReadOnlySpan<byte> frame)
    {
        var messages = new List<Message>();
        var reader = new BatchReader(int.MaxValue, messages.Add);
        Assert.Equal(reader.Read(frame), messages.Count);
        return (messages, reader.Tally);
    }

    private static IEnumerable<string> Missing<T>(IEnumerable<T> samples)
    {
        var kinds = typeof(T).GetNestedTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(T))).ToArray();
        Assert.NotEmpty(kinds);
        return kinds.Except(samples.Select(sample => sample!.GetType())).Select(kind => kind.Name);
    }
}
