// Short ways to write versions down, and random ones.
using CsCheck;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Versioning;

/// <summary>Clocks, dots and sets for tests: "A/1:3" is the third write of A's first life.</summary>
internal static class Versions
{
    private const long Microseconds = 1_000_000;

    private static readonly string[] Nodes = ["A", "B", "C", "a-long-node-name"];

    private static readonly Gen<long> Number = Gen.OneOf(Gen.Long[1, 5], Gen.Long[1, 300], Gen.Long[1, long.MaxValue]);

    private static readonly Gen<Instant> Time =
        Gen.OneOf(Gen.Const(0L), Gen.Long[0, 5], Gen.Long).Select(microseconds => new Instant(microseconds));

    private static readonly Gen<string> ContentType = Gen.OneOf(
        Gen.Const(WriteContent.TextContentType), Gen.Const(""), Gen.Const("image/png"),
        Gen.String[Gen.Char[' ', '~'], 0, 40]);

    private static readonly Gen<string> Metadata = Gen.Frequency(
        (3, Gen.Const("")), (1, Gen.String[Gen.Char['\u0001', '\ud7ff'], 1, 20]));

    /// <summary>Few actors, so that random clocks and versions meet.</summary>
    public static readonly Gen<VersionActor> Actor =
        Gen.Select(Gen.Int[0, Nodes.Length - 1], Gen.Long[0, 2], (node, life) => Life(Nodes[node], life));

    /// <summary>Arbitrary clocks with small counters and no times.</summary>
    public static readonly Gen<VectorClock> Clock = Gen.Dictionary(Actor, Gen.Long[1, 4])[0, 6].Select(ClockOf);

    /// <summary>Arbitrary clocks with any counters and times.</summary>
    public static readonly Gen<VectorClock> AnyClock =
        Gen.Dictionary(Actor, Gen.Select(Number, Time))[0, 6].Select(pairs =>
            VectorClock.Of(pairs.Select(pair => new ClockEntry(pair.Key, pair.Value.Item1, pair.Value.Item2))));

    /// <summary>Arbitrary versions, many of which no history could make.</summary>
    public static readonly Gen<Sibling> AnySibling = Gen.Select(
        Gen.Select(Actor, Number), AnyClock, Gen.Byte.Array[0, 40], Gen.Select(ContentType, Metadata), Time, Gen.Bool,
        (dot, past, value, kind, time, isTombstone) =>
            new Sibling(new Dot(dot.Item1, dot.Item2), past, value, kind.Item1, time, isTombstone) { Metadata = kind.Item2 });

    /// <summary>Arbitrary sets, for what must hold of any bytes.</summary>
    public static readonly Gen<SiblingSet> AnySet = AnySibling.Array[0, 6].Select(SiblingSet.Of);

    public static VersionActor Life(string node, long incarnation = 1) => new(new NodeId(node), incarnation);

    public static Dot Dot(string node, long counter, long incarnation = 1) => new(Life(node, incarnation), counter);

    public static Instant At(long seconds) => new(seconds * Microseconds);

    public static VectorClock ClockOf(params (string Node, long Counter)[] pairs) =>
        VectorClock.Of(pairs.Select(pair => new ClockEntry(Life(pair.Node), pair.Counter)));

    public static VectorClock ClockOf(IEnumerable<KeyValuePair<VersionActor, long>> pairs) =>
        VectorClock.Of(pairs.Select(pair => new ClockEntry(pair.Key, pair.Value)));

    public static SiblingSet Put(
        this VersionRules rules, SiblingSet current, VectorClock? context, Dot dot, Instant now = default) =>
        rules.Put(current, context, WriteContent.Text(dot.ToString()), isTombstone: false, dot, now);

    public static SiblingSet Delete(
        this VersionRules rules, SiblingSet current, VectorClock? context, Dot dot, Instant now = default) =>
        rules.Put(current, context, WriteContent.None, isTombstone: true, dot, now);

    public static string[] Values(this SiblingSet set) => [.. set.Siblings.Select(sibling => sibling.ValueAsText())];
}
