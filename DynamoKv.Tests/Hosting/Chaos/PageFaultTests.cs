// Faults that the page of one real node puts into another.
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Networking.Faults;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Sessions;
using Microsoft.Extensions.DependencyInjection;
using static DynamoKv.Tests.Hosting.HostBench;

namespace DynamoKv.Tests.Hosting.Chaos;

public sealed class PageFaultTests
{
    private static readonly Latency Little = Latency.Constant(TimeSpan.FromMilliseconds(1));

    [Fact]
    public async Task A_page_breaks_each_member_at_its_own_side_with_a_line_in_its_security_log()
    {
        await using var first = await ChaosNode.StartAsync(One, "--enable-chaos");
        await using var second = await ChaosNode.StartAsync(Two, "--enable-chaos", "--seeds=" + first.Address);
        var session = first.Services.GetRequiredService<IRunRegistry>().Main;
        await UntilAsync(
            async () =>
            {
                await session.RefreshAsync(CancellationToken.None);
                return session.Inspect(Two) is not null;
            },
            "node-1 hears node-2");

        await InjectAsync(new SlowDiskAction("slow-disk", Two, Little));
        await InjectAsync(new LinkAction("slow-network", null, null, Little, 0, 0));
        Assert.Equal(["slow-disk", "slow-network"], session.Current.Head.Faults.Keys);
        Assert.Contains(second.Audit, line => line.StartsWith("The fault slow-disk was put in for 00:00:30 by tester, on the page of node-1", StringComparison.Ordinal));
        Assert.Equal([("slow-network", LinkDirections.Outgoing)], second.Services.GetRequiredService<GrpcTransport>().Faults.Active.Select(one => ("slow-network", one.Fault.Directions)));

        await Soon(session.Faults!.HealAsync("slow-network", "tester", CancellationToken.None));
        await Soon(session.Faults!.HealAsync("slow-disk", "tester", CancellationToken.None));
        Assert.Empty(second.Services.GetRequiredService<GrpcTransport>().Faults.Active);
        Assert.Empty(session.Current.Head.Faults);

        Task InjectAsync(FaultAction fault) => Soon(session.Faults!.InjectAsync(fault, TimeSpan.FromSeconds(30), "tester", CancellationToken.None));
    }
}
