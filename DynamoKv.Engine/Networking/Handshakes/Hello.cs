// The first words of the two that begin a conversation.
using DynamoKv.Engine.Networking.Wire;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Networking.Handshakes;

/// <summary>What a conversation is for.</summary>
internal enum Purpose
{
    Messages,
    Question,
    Introduction,
    Probe,
}

/// <summary>Which versions of wire.proto somebody speaks.</summary>
/// <param name="Newest">The newest.</param>
/// <param name="Oldest">The oldest.</param>
internal readonly record struct WireVersions(int Newest, int Oldest)
{
    /// <summary>Ours.</summary>
    public static WireVersions Ours => new(1, 1);

    /// <summary>Whether there is one that both speak.</summary>
    public bool Meets(WireVersions other) => Newest >= other.Oldest && other.Newest >= Oldest;
}

/// <summary>One life of a process: which, since when and where.</summary>
/// <param name="Mark">Random bytes, drawn when the process starts.</param>
/// <param name="StartedAt">Grows with every start of one node.</param>
/// <param name="Address">Where its node port is; empty: it does not say.</param>
internal sealed record ProcessMark(byte[] Mark, long StartedAt, string Address)
{
    public const int Bytes = 16;

    public bool IsSame(ProcessMark other) => Mark.AsSpan().SequenceEqual(other.Mark);
}

/// <summary>The caller's first word.</summary>
internal sealed record Hello(
    WireVersions Versions, Purpose Purpose, string Cluster, NodeId Sender, NodeId? Receiver, byte[] Nonce, ProcessMark Process)
{
    public const int NonceBytes = 32;

    public byte[] Encode()
    {
        var to = new WireWriter();
        to.Number(1, Versions.Newest);
        to.Number(2, Versions.Oldest);
        to.Number(3, (int)Purpose);
        to.Text(4, Cluster);
        to.Node(5, Sender);
        to.Node(6, Receiver);
        to.Bytes(7, Nonce);
        to.Bytes(8, Process.Mark);
        to.Number(9, Process.StartedAt);
        to.Text(10, Process.Address);
        return to.Written.ToArray();
    }

    public static Hello Decode(ReadOnlySpan<byte> bytes)
    {
        var from = new WireReader(bytes, new WireTally());
        var hello = new Hello(
            new WireVersions(from.Count(1), from.Count(2)), from.Word<Purpose>(3), from.Text(4), from.Node(5), from.NodeOrNull(6),
            Nonces.Read(ref from, 7, NonceBytes), new ProcessMark(Nonces.Read(ref from, 8, ProcessMark.Bytes), from.Number(9), from.Text(10)));
        from.End();
        return hello;
    }
}

/// <summary>The callee's first word.</summary>
internal sealed record Challenge(WireVersions Versions, NodeId Receiver, byte[] Nonce, ProcessMark Process)
{
    public byte[] Encode()
    {
        var to = new WireWriter();
        to.Number(1, Versions.Newest);
        to.Number(2, Versions.Oldest);
        to.Node(3, Receiver);
        to.Bytes(4, Nonce);
        to.Bytes(5, Process.Mark);
        to.Number(6, Process.StartedAt);
        to.Text(7, Process.Address);
        return to.Written.ToArray();
    }

    public static Challenge Decode(ReadOnlySpan<byte> bytes)
    {
        var from = new WireReader(bytes, new WireTally());
        var challenge = new Challenge(
            new WireVersions(from.Count(1), from.Count(2)), from.Node(3), Nonces.Read(ref from, 4, Hello.NonceBytes),
            new ProcessMark(Nonces.Read(ref from, 5, ProcessMark.Bytes), from.Number(6), from.Text(7)));
        from.End();
        return challenge;
    }
}

/// <summary>Random bytes of a fixed length.</summary>
internal static class Nonces
{
    public static byte[] Read(ref WireReader from, int field, int length)
    {
        var bytes = from.Bytes(field);
        return bytes.Length == length ? bytes.ToArray() : throw new WireException($"A greeting has {bytes.Length} random bytes instead of {length}.");
    }
}
