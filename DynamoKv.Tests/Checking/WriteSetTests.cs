// Sets of writes against sets of numbers.
using CsCheck;
using DynamoKv.Engine.Checking;

namespace DynamoKv.Tests.Checking;

public sealed class WriteSetTests
{
    private static readonly Gen<int[]> Numbers = Gen.Int[0, 300].Array[0, 40];

    [Fact]
    public void A_set_of_writes_is_a_set_of_numbers() =>
        Gen.Select(Numbers, Numbers).Sample((left, right) =>
        {
            var (mine, theirs) = (SetOf(left), SetOf(right));
            var missing = right.Except(left).Order().ToArray();
            Assert.Equal(missing.Length == 0 ? null : missing[0], mine.FirstMissingOf(theirs));
            Assert.Equal(missing.Length == 0, mine.Covers(theirs));

            var both = mine.Copy();
            both.UnionWith(theirs);
            Assert.Equal(left.Union(right).Count(), both.Count);
            Assert.All(left, number => Assert.True(mine.Contains(number)));
            Assert.Equal(left.Distinct().Count(), mine.Count);
        });

    [Fact]
    public void An_emptied_set_has_nothing()
    {
        var set = SetOf([1, 64, 200]);
        set.Clear();
        Assert.Equal(0, set.Count);
        Assert.False(set.Contains(64));
    }

    private static WriteSet SetOf(int[] numbers)
    {
        var set = new WriteSet();
        foreach (var number in numbers)
            set.Add(number);

        return set;
    }
}
