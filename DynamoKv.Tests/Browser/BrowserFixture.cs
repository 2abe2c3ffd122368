// One server and one browser for all browser tests.
using Microsoft.Playwright;

namespace DynamoKv.Tests.Browser;

/// <summary>The browser tests share a server and a browser; each test has a context of its own.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}

/// <summary>Starts the server and the browser; without a browser it only knows why.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private RealServer? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where the server listens.</summary>
    public string Address { get; private set; } = string.Empty;

    /// <summary>The browser; skips the test when this machine has none and none is required.</summary>
    public IBrowser Browser
    {
        get
        {
            if (_browser is null)
            {
                Assert.False(Chromium.IsRequired, $"{Chromium.Switch} is 'required' but this machine has no Chromium: install the package 'chromium'.");
                Assert.Skip($"This machine has no Chromium. Install the package 'chromium', or set {Chromium.Switch}=required to make this a failure.");
            }

            return _browser!;
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Chromium.Find() is not { } executable)
        {
            return;
        }

        Chromium.MakeDriverExecutable();
        Assertions.SetDefaultExpectTimeout(20_000); // the run plays at a quarter of real time, and test machines are busy
        _server = await RealServer.StartAsync();
        Address = _server.Address;
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright, executable);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
