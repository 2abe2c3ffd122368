// Figure 3 of the paper: how the versions of an object evolve.
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Versioning;

public sealed class FigureThreeTests
{
    [Theory]
    [InlineData(VersionMode.Dotted)]
    [InlineData(VersionMode.VectorClock)]
    public void The_clocks_are_those_of_the_figure(VersionMode mode)
    {
        var rules = VersionRules.For(mode);

        var d1 = rules.Put(SiblingSet.Empty, null, Versions.Dot("Sx", 1), Versions.At(1));
        AssertClocks(d1, "[(Sx,1)]");

        var d2 = rules.Put(d1, d1.Context, Versions.Dot("Sx", 2), Versions.At(2));
        AssertClocks(d2, "[(Sx,2)]");

        var d3 = rules.Put(d2, d2.Context, Versions.Dot("Sy", 1), Versions.At(3));
        AssertClocks(d3, "[(Sx,2),(Sy,1)]");

        var d4 = rules.Put(d2, d2.Context, Versions.Dot("Sz", 1), Versions.At(3));
        AssertClocks(d4, "[(Sx,2),(Sz,1)]");

        var read = rules.Merge(d3, d4);
        AssertClocks(read, "[(Sx,2),(Sy,1)]", "[(Sx,2),(Sz,1)]");
        Assert.Equal("[(Sx,2),(Sy,1),(Sz,1)]", read.Context.ToString());

        var d5 = rules.Put(read, read.Context, Versions.Dot("Sx", 3), Versions.At(4));
        AssertClocks(d5, "[(Sx,3),(Sy,1),(Sz,1)]");
        Assert.Same(d5, rules.Merge(rules.Merge(d3, d4), d5));
    }

    [Fact]
    public void Last_write_wins_keeps_one_branch_of_the_figure_only()
    {
        var rules = VersionRules.For(VersionMode.LastWriteWins);
        var d2 = rules.Put(SiblingSet.Empty, null, Versions.Dot("Sx", 2), Versions.At(2));
        var d3 = rules.Put(d2, d2.Context, Versions.Dot("Sy", 1), Versions.At(3));
        var d4 = rules.Put(d2, d2.Context, Versions.Dot("Sz", 1), Versions.At(3));

        Assert.Equal(d4, rules.Merge(d3, d4));
    }

    private static void AssertClocks(SiblingSet versions, params string[] clocks) =>
        Assert.Equal(clocks, versions.Siblings.Select(version => version.Clock.ToString()));
}
