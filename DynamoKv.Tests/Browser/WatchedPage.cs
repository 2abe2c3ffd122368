// A page that remembers everything that went wrong in it.
using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace DynamoKv.Tests.Browser;

/// <summary>A page in a context of its own. Closing it fails the test if the page complained, failed to load something, or left this machine.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _address;
    private readonly ConcurrentQueue<string> _problems = new();
    private readonly HashSet<string> _expected = [];

    private WatchedPage(IBrowserContext context, IPage page, string address)
    {
        _context = context;
        _address = address;
        Page = page;
    }

    /// <summary>The page itself.</summary>
    public IPage Page { get; }

    /// <summary>Opens a fresh page of the server.</summary>
    public static Task<WatchedPage> OpenAsync(BrowserFixture fixture, string path, BrowserNewContextOptions? options = null) =>
        OpenAsync(fixture.Browser, fixture.Address, path, options);

    /// <summary>Opens a fresh page of a server of the test's own.</summary>
    public static async Task<WatchedPage> OpenAsync(IBrowser browser, string address, string path, BrowserNewContextOptions? options = null)
    {
        var context = await browser.NewContextAsync(options ?? new BrowserNewContextOptions());
        context.SetDefaultTimeout(15_000);
        var watched = new WatchedPage(context, await context.NewPageAsync(), address);
        watched.Watch();
        await watched.Page.GotoAsync(address + path);
        return watched;
    }

    /// <summary>Says that this path may answer with an error in this test.</summary>
    public void Expect(string path) => _expected.Add(path);

    /// <summary>Fails the test if anything went wrong so far.</summary>
    public void AssertClean() => Assert.Empty(_problems);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Watch()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _problems.Enqueue($"console: {message.Text}");
            }
        };
        Page.PageError += (_, error) => _problems.Enqueue($"script: {error}");
        Page.Request += (_, request) => Check(request.Url);
        Page.Response += (_, response) => Check(response);
    }

    private void Check(string url)
    {
        var isOurs = url.StartsWith(_address, StringComparison.Ordinal) || url.StartsWith(_address.Replace("http", "ws"), StringComparison.Ordinal)
            || url.StartsWith("data:", StringComparison.Ordinal) || url.StartsWith("blob:", StringComparison.Ordinal);
        if (!isOurs)
        {
            _problems.Enqueue($"left this machine: {url}");
        }
    }

    private void Check(IResponse response)
    {
        if (response.Status >= 400 && !_expected.Contains(new Uri(response.Url).AbsolutePath))
        {
            _problems.Enqueue($"{response.Status}: {response.Url}");
        }
    }
}
