// Experiments wait, run, end, and are taken up again.
using DynamoKv.Engine.Archive;
using DynamoKv.Engine.Archive.Experiments;
using DynamoKv.Web.Sessions.Experiments;

namespace DynamoKv.Tests.Sessions.Experiments;

public sealed class ExperimentDeskTests : IDisposable
{
    private readonly ArchiveDatabase _archive = ArchiveDatabase.InMemory();
    private readonly ExperimentStore _store;
    private readonly ExperimentDesk _desk;

    public ExperimentDeskTests()
    {
        _store = new ExperimentStore(_archive);
        _desk = new ExperimentDesk(_store, TimeProvider.System);
    }

    public void Dispose()
    {
        _desk.Dispose();
        _archive.Dispose();
    }

    [Fact]
    public async Task After_a_killed_process_the_next_one_does_only_what_is_missing()
    {
        var id = _desk.Start("availability-tails", ExperimentKind.Published, "Quick");
        var (made, first) = (_desk.MadeOf(_desk.Find(id)!)!, _desk.TakeNext()!);
        Assert.Equal(ExperimentState.Running, _desk.Find(id)!.State);
        _store.AddPart(id, 0, made.Run(made.Parts[0], TestContext.Current.CancellationToken)); // and then the process is killed

        using var next = new ExperimentDesk(_store, TimeProvider.System);
        var taken = next.TakeNext()!;
        Assert.Equal((first.Id, 1), (taken.Id, taken.Done));
        var told = 0;
        next.Changed += () => Interlocked.Increment(ref told);
        await next.RunAsync(taken, 2, TestContext.Current.CancellationToken);

        var done = next.Find(id)!;
        Assert.Equal((ExperimentState.Done, 4), (done.State, done.Done));
        Assert.Equal(4, next.ReportOf(done)!.Done);
        Assert.True(told > 0);
        Assert.Null(next.TakeNext());
    }

    [Fact]
    public async Task Cancelled_it_keeps_what_is_done_and_can_go_on()
    {
        var id = _desk.Start("ring-shares", ExperimentKind.Published, "Quick");
        var taken = _desk.TakeNext()!;
        var isCancelled = false;
        _desk.Changed += () =>
        {
            if (!isCancelled && _desk.Find(id) is { Done: > 0 })
            {
                isCancelled = true;
                _desk.Cancel(id);
            }
        };
        await _desk.RunAsync(taken, 1, TestContext.Current.CancellationToken);

        var cancelled = _desk.Find(id)!;
        Assert.Equal(ExperimentState.Cancelled, cancelled.State);
        Assert.InRange(cancelled.Done, 1, cancelled.Parts - 1);

        _desk.Resume(id);
        using var next = new ExperimentDesk(_store, TimeProvider.System);
        await next.RunAsync(next.TakeNext()!, 1, TestContext.Current.CancellationToken);
        Assert.Equal(ExperimentState.Done, _desk.Find(id)!.State);
    }

    [Theory]
    [InlineData("there-is-none", ExperimentKind.Published, "Quick")]
    [InlineData("figure-3", ExperimentKind.Published, "Huge")]
    [InlineData("x", ExperimentKind.Scenario, "dynamokv: 1")]
    public void What_is_no_experiment_is_refused(string name, ExperimentKind kind, string definition) =>
        Assert.Throws<ExperimentRefusedException>(() => _desk.Start(name, kind, definition));

    [Fact]
    public async Task One_that_this_program_does_not_know_any_more_fails_with_a_reason()
    {
        var id = _store.Add("of-another-version", ExperimentKind.Published, "Quick", 1, 1);
        await _desk.RunAsync(_desk.TakeNext()!, 1, TestContext.Current.CancellationToken);

        Assert.Equal((ExperimentState.Failed, true), (_desk.Find(id)!.State, _desk.Find(id)!.Message!.Length > 0));
    }
}
