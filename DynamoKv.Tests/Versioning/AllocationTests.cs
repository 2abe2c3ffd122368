// What the hot path of a write may allocate.
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Versioning;

public sealed class AllocationTests
{
    private const int Rounds = 1_000;

    private static readonly VersionRules Rules = VersionRules.For(VersionMode.Dotted);
    private static readonly WriteContent Content = WriteContent.Text("milk");
    private static readonly SiblingSet Once = Put(SiblingSet.Empty, null, 1);
    private static readonly SiblingSet Twice = Put(Once, Once.Context, 2);

    [Fact]
    public void A_blind_put_of_a_new_key_allocates_its_version_and_no_clock() =>
        Assert.InRange(BytesOf(static () => Put(SiblingSet.Empty, null, 1)), 1, 192);

    [Fact]
    public void A_put_over_one_version_allocates_no_more_than_a_new_key() =>
        Assert.InRange(BytesOf(static () => Put(Once, Once.Context, 2)), 1, 192);

    [Fact]
    public void A_replica_that_takes_a_newer_set_allocates_nothing() =>
        Assert.Equal(0, BytesOf(static () => Rules.Merge(Once, Twice)));

    [Fact]
    public void Reading_a_version_back_allocates_no_text_for_names_it_knows()
    {
        var bytes = Twice.Encode();

        Assert.InRange(BytesOf(() => SiblingSet.Decode(bytes)), 1, 352);
    }

    private static SiblingSet Put(SiblingSet current, VectorClock? context, long counter) =>
        Rules.Put(current, context, Content, isTombstone: false, Versions.Dot("A", counter), default);

    // The least of several measurements: what other things the runtime does on this thread only ever adds.
    private static long BytesOf(Func<SiblingSet> work)
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var round = 0; round < Rounds; round++)
            {
                work();
            }

            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds);
        }

        return least;
    }
}
