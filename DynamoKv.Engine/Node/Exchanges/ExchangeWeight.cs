// How many bytes a message of anti-entropy is.
using System.Text;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node.Exchanges;

/// <summary>
/// Counts addresses, hashes, keys and canonical versions; what a network adds to each message is left out.
/// </summary>
internal static class ExchangeWeight
{
    private const int Hash = sizeof(ulong);
    private const int Address = 2 * sizeof(int);

    public static long Of(Message.OfAntiEntropy message) => message switch
    {
        Message.CompareHashes compare => compare.Nodes.Length * (Address + Hash),
        Message.HashesCompared compared => compared.Differing.Length * (Address + (2 * Hash)),
        Message.ListKeys list => (list.Leaves.Length * Address) + (list.After is { } after ? Of(after) : 0),
        Message.KeysListed listed => listed.Keys.Sum(one => Of(one.Key) + Hash),
        Message.SwapVersions swap => swap.Offered.Sum(Of) + swap.Wanted.Sum(Of),
        Message.VersionsSwapped swapped => swapped.Rows.Sum(Of),
        _ => 0,
    };

    private static long Of(Key key) => Encoding.UTF8.GetByteCount(key.Text);

    private static long Of(KeyVersions row) => Of(row.Key) + row.Versions.Encode().Length;
}
