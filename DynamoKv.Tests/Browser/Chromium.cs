// Finds and starts the browser that the tests look through.
using Microsoft.Playwright;

namespace DynamoKv.Tests.Browser;

/// <summary>The machine's own Chromium, without anything that talks to the network by itself.</summary>
internal static class Chromium
{
    /// <summary>The switch that turns a missing browser from a skip into a failure; value "required".</summary>
    public const string Switch = "DYNAMOKV_BROWSER_TESTS";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Whether a missing browser is a failure.</summary>
    public static bool IsRequired => Environment.GetEnvironmentVariable(Switch) == "required";

    /// <summary>The first browser on the path; null when there is none.</summary>
    public static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Append("/usr/bin")
            .SelectMany(_ => Names, Path.Combine)
            .FirstOrDefault(File.Exists);

    /// <summary>Starts it.</summary>
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright, string executable) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = executable, Args = Flags, Headless = true });

    /// <summary>Packages do not keep the executable bit of the driver that Playwright brings along.</summary>
    public static void MakeDriverExecutable()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, ".playwright", "node");
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder))
        {
            return;
        }

        foreach (var driver in Directory.EnumerateFiles(folder, "node", SearchOption.AllDirectories))
        {
            File.SetUnixFileMode(driver, File.GetUnixFileMode(driver) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
    }
}
