// The glossary defines every noun of the field that the code uses.
namespace DynamoKv.Tests.Architecture;

public sealed class GlossaryTests
{
    private static readonly string[] Nouns =
    [
        "ring", "token", "virtual node", "partition", "preference list", "coordinator", "replica", "primary", "fallback",
        "sloppy quorum", "strict quorum", "hint", "hinted handoff", "context", "vector clock", "dot", "sibling", "tombstone",
        "read repair", "anti-entropy", "Merkle tree", "gossip", "member", "incarnation", "seed", "transfer", "run", "scenario",
        "fault", "operation", "history", "verdict",
    ];

    [Fact]
    public void Every_noun_is_defined()
    {
        var lines = File.ReadAllLines(Repository.PathOf("docs/glossary.md"));

        Problems.None(Nouns.Where(noun => !lines.Any(line => line.StartsWith($"| **{noun}**", StringComparison.Ordinal))));
    }
}
