// Waits for what a real cluster comes to in its own time.
using System.Diagnostics;

namespace DynamoKv.Tests.Processes;

internal static class Eventually
{
    /// <summary>Looks until it is so, for half a minute at most.</summary>
    public static async Task IsSoAsync(Func<Task<bool>> isSo, string what)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        for (var watch = Stopwatch.StartNew(); !await isSo(); await looks.WaitForNextTickAsync(CancellationToken.None))
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"It never came true that {what}.");
    }
}
