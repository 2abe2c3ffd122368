// Whatever comes over the wire is understood or refused, never more.
using CsCheck;
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Networking.Links;
using DynamoKv.Engine.Networking.Wire;
using DynamoKv.Engine.Primitives;
using DynamoKv.Tests.Versioning;

namespace DynamoKv.Tests.Networking;

public sealed class WireFuzzTests
{
    private static readonly byte[][] Frames =
        [.. MessageSamples.All.Select(message => MessageWireTests.Frame(message)), MessageWireTests.Frame([.. MessageSamples.All])];

    private static readonly Identity Somebody = new(new NodeId("A"), "cluster", 17, ClusterSecrets.Of("0123456789abcdef"));

    [Fact]
    public void Random_bytes_are_refused_or_understood() =>
        Gen.Byte.Array[0, 300].Sample(bytes => IsRefusedOrUnderstood(bytes, ReadFrame), iter: PropertyRuns.Fuzz);

    [Fact]
    public void Wounded_messages_are_refused_or_understood() =>
        Mutations.Of(Gen.Int[0, Frames.Length - 1].Select(index => Frames[index]))
            .Sample(bytes => IsRefusedOrUnderstood(bytes, ReadFrame), iter: PropertyRuns.Fuzz);

    [Fact]
    public void Wounded_greetings_are_refused_or_understood() =>
        Mutations.Of(Gen.Const(0).Select(_ => Somebody.Hello(Purpose.Messages, new NodeId("B")).Encode())).Sample(
            bytes => IsRefusedOrUnderstood(bytes, wounded => Hello.Decode(wounded))
                && IsRefusedOrUnderstood(bytes, wounded => Challenge.Decode(wounded)),
            iter: PropertyRuns.Many);

    [Fact]
    public void Wounded_proofs_are_refused_or_understood() =>
        Mutations.Of(Gen.Const(new Credentials([new byte[32]], [new Place(new NodeId("B"), "http://b:1", 5)]).Encode())).Sample(
            bytes => IsRefusedOrUnderstood(bytes, wounded => Credentials.Decode(wounded))
                && IsRefusedOrUnderstood(bytes, wounded => WireQuestion.Decode(wounded)),
            iter: PropertyRuns.Many);

    [Fact]
    public void A_short_frame_can_not_claim_much_memory()
    {
        byte[] claim = [0x2A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0x1A]; // an envelope of two gigabytes
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<WireException>(() => ReadFrame(claim));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    private static void ReadFrame(byte[] bytes) => new BatchReader(1_000_000, _ => { }).Read(bytes);

    private static bool IsRefusedOrUnderstood(byte[] bytes, Action<byte[]> read)
    {
        try
        {
            read(bytes);
        }
        catch (FormatException)
        {
            // Refused. Every other exception fails the test.
        }

        return true;
    }
}
