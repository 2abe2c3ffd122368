// The numbers N, R and W.
using CsCheck;
using DynamoKv.Engine.Quorums;

namespace DynamoKv.Tests.Quorums;

public sealed class QuorumTests
{
    [Fact]
    public void The_default_is_3_2_2_and_overlaps()
    {
        Assert.Equal(new Quorum(3, 2, 2), Quorum.Default);
        Assert.Null(Quorum.Default.Problem());
        Assert.True(Quorum.Default.Overlaps);
    }

    [Theory]
    [InlineData(0, 1, 1, 0, 0, "n is 0: use 1 to 32.")]
    [InlineData(33, 1, 1, 0, 0, "n is 33: use 1 to 32.")]
    [InlineData(3, 0, 2, 0, 0, "r is 0: use 1 to 3.")]
    [InlineData(3, 4, 2, 0, 0, "r is 4: use 1 to 3.")]
    [InlineData(3, 2, -1, 0, 0, "w is -1: use 1 to 3.")]
    [InlineData(3, 2, 4, 0, 0, "w is 4: use 1 to 3.")]
    [InlineData(3, 2, 2, 3, 0, "pr is 3: use 0 to 2.")]
    [InlineData(3, 2, 2, 0, 3, "pw is 3: use 0 to 2.")]
    [InlineData(3, 2, 2, 0, -1, "pw is -1: use 0 to 2.")]
    [InlineData(3, 2, 2, 2, 2, null)]
    public void The_first_number_out_of_range_is_named_with_its_range(
        int n, int r, int w, int pr, int pw, string? sentence) =>
        Assert.Equal(sentence, new Quorum(n, r, w, pr, pw).Problem());

    [Fact]
    public void Quorums_overlap_exactly_when_no_read_can_miss_every_written_replica() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 6], Gen.Int[1, 6]).Where((n, r, w) => r <= n && w <= n).Sample((n, r, w) =>
        {
            var written = Enumerable.Range(0, w).ToHashSet();
            var farthestRead = Enumerable.Range(n - r, r);
            Assert.Equal(farthestRead.Any(written.Contains), new Quorum(n, r, w).Overlaps);
        });
}
