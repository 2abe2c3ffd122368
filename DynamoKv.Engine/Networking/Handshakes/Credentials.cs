// The second words of the two that begin a conversation.
using System.Collections.Immutable;
using DynamoKv.Engine.Networking.Wire;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Networking.Handshakes;

/// <summary>Where somebody has found a node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Address">Its address.</param>
/// <param name="StartedAt">When the process started that was found there.</param>
internal sealed record Place(NodeId Node, string Address, long StartedAt);

/// <summary>A Proof or a Welcome: that the cluster's secret is known, and where others have been found.</summary>
internal sealed record Credentials(ImmutableArray<byte[]> Proofs, ImmutableArray<Place> Places)
{
    /// <summary>Two secrets are active at most.</summary>
    private const int MaxProofs = 2;

    public byte[] Encode()
    {
        var to = new WireWriter();
        foreach (var proof in Proofs)
            to.Bytes(1, proof);

        foreach (var place in Places)
        {
            var mark = to.Open(2);
            to.Node(1, place.Node);
            to.Text(2, place.Address);
            to.Number(3, place.StartedAt);
            to.Close(mark);
        }

        return to.Written.ToArray();
    }

    public static Credentials Decode(ReadOnlySpan<byte> bytes)
    {
        var from = new WireReader(bytes, new WireTally());
        var proofs = ImmutableArray.CreateBuilder<byte[]>();
        while (proofs.Count < MaxProofs && from.Has(1))
            proofs.Add(from.Bytes(1).ToArray());

        var places = from.List(2, (ref WireReader one) => new Place(one.Node(1), one.Text(2), one.Number(3)));
        from.End();
        return new Credentials(proofs.DrainToImmutable(), places);
    }
}
