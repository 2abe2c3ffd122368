// What the pages need from the container.
using DynamoKv.Web.Components.Layout;
using DynamoKv.Web.Components.Scenarios;
using DynamoKv.Web.Components.Settings;
using DynamoKv.Web.Sessions;
using Microsoft.AspNetCore.Components.Server.Circuits;
using MudBlazor.Services;

namespace DynamoKv.Web.Components;

/// <summary>Registers what the pages need beside an <see cref="Sessions.IRunRegistry"/>.</summary>
public static class WorkbenchServices
{
    /// <summary>The longest message of a browser: a scenario of the greatest length, in the longest letters.</summary>
    private const int MaxMessageBytes = 128 * 1024;

    /// <summary>Adds interactive components and what the pages ask for.</summary>
    public static IServiceCollection AddWorkbench(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents()
            .AddHubOptions(options => options.MaximumReceiveMessageSize = MaxMessageBytes);
        return services.AddPageServices();
    }

    /// <summary>Adds what the pages ask for: the component library and the watch on circuits.</summary>
    public static IServiceCollection AddPageServices(this IServiceCollection services)
    {
        services.AddMudServices();
        services.AddScoped(provider => new PageRuns(
            provider.GetRequiredService<IRunRegistry>(), (provider.GetService<SimulationOptions>() ?? new SimulationOptions()).MaxRunsOfPage));
        services.AddScoped<BrowserSettings>();
        services.AddScoped<ScenarioDrafts>();
        services.AddScoped<CircuitPresence>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitPresence>());
        return services;
    }
}
