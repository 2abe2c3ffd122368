// The whole server of one member, in memory.
using DynamoKv.Tests.Api;
using DynamoKv.Web.Sessions;
using DynamoKv.Web.Sessions.Live;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoKv.Tests.Sessions.Live;

/// <summary>The whole server of member n2 of a cluster of three in this process.</summary>
public sealed class LiveServer : ServerFixture, IAsyncLifetime
{
    internal LiveBench Bench { get; } = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<IRunRegistry>(new LiveRegistry(Bench[LiveBench.N2])));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Bench.DisposeAsync();
    }
}
