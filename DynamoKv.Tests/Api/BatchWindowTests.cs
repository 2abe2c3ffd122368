// How much of a batch may be under way.
using DynamoKv.Web.Api;

namespace DynamoKv.Tests.Api;

public sealed class BatchWindowTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_more_operations_begin_than_the_window_holds()
    {
        var window = new BatchWindow(2, 1_000);
        await AddAsync(window, 1);
        await AddAsync(window, 1);

        var third = window.EnterAsync(1, Token);
        Assert.False(third.IsCompleted);

        window.Leave();
        await third.AsTask().WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task A_full_window_lets_lines_in_again_when_half_of_it_is_free()
    {
        var window = new BatchWindow(4, 1_000);
        for (var line = 0; line < 4; line++)
        {
            await AddAsync(window, 1);
        }

        var fifth = window.EnterAsync(1, Token).AsTask();
        window.Leave();
        Assert.False(fifth.IsCompleted);

        window.Leave();
        await fifth.WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task Lines_wait_for_the_bytes_of_those_before_them()
    {
        var window = new BatchWindow(100, 1_000);
        await AddAsync(window, 600);

        var second = window.EnterAsync(600, Token);
        Assert.False(second.IsCompleted);

        window.Leave();
        await second.AsTask().WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task A_line_larger_than_the_window_enters_alone()
    {
        var window = new BatchWindow(100, 10);

        await window.EnterAsync(5_000, Token).AsTask().WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task What_ended_the_lines_comes_after_the_answers_that_were_begun()
    {
        var window = new BatchWindow(2, 10);
        await AddAsync(window, 1);
        window.Complete(new IOException("gone"));

        Assert.True(await window.WaitAsync(Token));
        Assert.NotNull(window.Next);
        window.Leave();
        await Assert.ThrowsAsync<IOException>(async () => await window.WaitAsync(Token));
    }

    private static async Task AddAsync(BatchWindow window, int size)
    {
        await window.EnterAsync(size, Token);
        window.Add(new BatchStep(size) { Answer = new BatchAnswer("get", "k", 200) });
    }
}
