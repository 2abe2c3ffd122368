// Waits until a run is so, without sleeping.
using DynamoKv.Web.Sessions;

namespace DynamoKv.Tests.Api;

internal static class RunWatch
{
    /// <summary>Lets a run move until it is so; twenty seconds at most.</summary>
    public static async Task UntilAsync(this IClusterSession session, Func<SessionTick, bool> isSo)
    {
        using var awake = session.Controls!.KeepAwake();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await foreach (var tick in session.WatchAsync(patience.Token))
        {
            if (isSo(tick))
            {
                return;
            }
        }
    }

    /// <summary>The session behind the root of a run's routes.</summary>
    public static IClusterSession Session(this ServerFixture server, string run) => server.Runs.Find(run.Split('/')[^1])!;
}
