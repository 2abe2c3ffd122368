// The hash of a sibling set.
using System.IO.Hashing;
using CsCheck;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Versioning;

public sealed class DigestTests
{
    [Fact]
    public void The_digest_is_the_hash_of_the_canonical_bytes() =>
        Versions.AnySet.Sample(
            set => set.IsEmpty ? set.Digest == 0 : set.Digest == XxHash64.HashToUInt64(set.Encode()) && set.Digest == SiblingSet.Decode(set.Encode()).Digest,
            iter: PropertyRuns.Few);

    [Fact]
    public void Asking_for_it_again_costs_nothing()
    {
        var set = SiblingSet.Of([Versions.AnySibling.Single()]);
        var digest = set.Digest;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var again = set.Digest;

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(digest, again);
    }
}
