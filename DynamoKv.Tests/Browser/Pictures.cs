// Takes the pictures of the README from the real page.
using DynamoKv.Tests.Architecture;
using Microsoft.Playwright;

namespace DynamoKv.Tests.Browser;

/// <summary>With DYNAMOKV_PICTURES=1 the pictures in docs/images are taken anew; without, the test only looks that they are there.</summary>
[Collection(BrowserCollection.Name)]
public sealed class Pictures(BrowserFixture fixture)
{
    [Theory]
    [InlineData("play-light.png", ColorScheme.Light)]
    [InlineData("play-dark.png", ColorScheme.Dark)]
    public async Task The_picture_in_the_readme_is_of_the_real_page(string name, ColorScheme scheme)
    {
        var path = Repository.PathOf($"docs/images/{name}");
        if (Environment.GetEnvironmentVariable("DYNAMOKV_PICTURES") == "1")
        {
            await using var watched = await WatchedPage.OpenAsync(fixture, "/", new BrowserNewContextOptions
            {
                ColorScheme = scheme,
                ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
            });
            await PlayPage.IsAtWorkAsync(watched.Page);
            await watched.Page.ScreenshotAsync(new PageScreenshotOptions { Path = path });
        }

        Assert.True(new FileInfo(path) is { Exists: true, Length: > 10_000 }, $"{path} is missing: take it with DYNAMOKV_PICTURES=1.");
    }
}
