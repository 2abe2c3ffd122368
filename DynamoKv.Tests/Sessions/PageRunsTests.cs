// How many runs one page may open.
using DynamoKv.Web.Sessions;

namespace DynamoKv.Tests.Sessions;

public sealed class PageRunsTests
{
    [Fact]
    public void A_page_opens_its_most_runs_and_no_more_until_one_is_closed()
    {
        using var bench = new SessionBench(new SimulationOptions { Speed = 1, RunIdleTime = TimeSpan.FromMinutes(10) });
        var page = new PageRuns(bench.Runs, most: 2);
        page.Open(() => bench.Runs.Create(null));
        page.Open(() => bench.Controls.Fork(0));

        var refused = Assert.Throws<RunLimitException>(() => page.Open(() => bench.Runs.Create(null)));

        Assert.Contains("opened 2 runs already: go on in one of them (/lab/run-2, /lab/run-3)", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, bench.Runs.All.Count);
        bench.Time.Advance(TimeSpan.FromMinutes(13)); // nobody looks: they are closed
        Assert.NotNull(page.Open(() => bench.Runs.Create(null)));
    }

    [Fact]
    public void A_page_that_has_opened_its_most_runs_leaves_the_others_theirs()
    {
        using var bench = new SessionBench();
        PageRuns mine = new(bench.Runs, most: 1), theirs = new(bench.Runs, most: 1);
        mine.Open(() => bench.Runs.Create(null));

        Assert.NotNull(theirs.Open(() => bench.Runs.Create(null)));
        Assert.Throws<RunLimitException>(() => mine.Open(() => bench.Runs.Create(null)));
    }

    [Fact]
    public void A_run_that_could_not_be_opened_takes_no_place()
    {
        using var bench = new SessionBench();
        var page = new PageRuns(bench.Runs, most: 1);

        Assert.Throws<RunLimitException>(() => page.Open(() => throw new RunLimitException("The server is full.")));

        Assert.NotNull(page.Open(() => bench.Runs.Create(null)));
    }
}
