// The ring again, as slow and as plain as can be: what the fast one is held against.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Tests.Ring;

internal static class DumbRing
{
    public static Gen<RingMember[]> Memberships { get; } =
        Gen.Select(Gen.Int[0, 99], Gen.Select(Gen.Int[1, 6], Gen.Int[0, 4]).Array[1, 12], (salt, members) => members
            .Select((m, i) => new RingMember(new NodeId($"n{salt}-{i}"), m.Item1, m.Item2 == 0 ? null : $"r{m.Item2}"))
            .ToArray());

    public static Gen<RingOptions> Options { get; } =
        Gen.Select(Gen.Int[1, 3], Gen.Int[16, 70], (s, q) => new RingOptions((PartitionStrategy)s, q));

    public static Gen<RingPosition> Positions { get; } =
        Gen.OneOf(Gen.UInt, Gen.Const(0u), Gen.Const(uint.MaxValue), Gen.UInt.Uniform)
            .Select(p => new RingPosition(p));

    public static Gen<(RingMember[] Members, RingOptions Options, RingPosition Position)> Places { get; } =
        Gen.Select(Memberships, Options, Positions);

    public static uint Hash(string text) =>
        uint.Parse(
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8],
            NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public static List<Token> HashedTokens(IEnumerable<RingMember> members) =>
        [.. from member in members
            from i in Enumerable.Range(0, member.Tokens)
            let token = new Token(new RingPosition(Hash($"{member.Id}:{i}")), member.Id)
            orderby token.Position.Value, token.Node
            select token];

    public static List<NodeId> PreferenceList(HashRing ring, RingPosition position, int count)
    {
        var start = ring.Options.Strategy == PartitionStrategy.RandomTokensEqualPartitions
            ? EndOfPartition(position, ring.Options.Partitions)
            : position.Value;
        var walk = ring.Tokens.OrderBy(token => unchecked(token.Position.Value - start)).ThenBy(token => token.Node)
            .Select(token => token.Node).Distinct().ToList();
        var racks = new HashSet<string>();
        var firstOfRack = walk.Where(node => racks.Add(RackOf(ring, node))).ToList();
        return [.. firstOfRack.Concat(walk.Except(firstOfRack)).Take(count)];
    }

    private static string RackOf(HashRing ring, NodeId node) =>
        ring.Members.Single(member => member.Id == node).Rack ?? $"alone {node}";

    private static uint EndOfPartition(RingPosition position, int partitions)
    {
        var partition = 0;
        while (((partition + 1L) * (1L << 32) / partitions) - 1 < position.Value)
        {
            partition++;
        }

        return (uint)(((partition + 1L) * (1L << 32) / partitions) - 1);
    }
}
