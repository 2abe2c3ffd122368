// The server: configuration, services, the order of what handles a request.
using DynamoKv.Engine.Storage;
using DynamoKv.Web.Api;
using DynamoKv.Web.Components;
using DynamoKv.Web.Hosting.Administration;
using DynamoKv.Web.Hosting.Experiments;
using DynamoKv.Web.Hosting.Running;
using DynamoKv.Web.Hosting.Security;
using DynamoKv.Web.Hosting.Watching;
using DynamoKv.Web.Sessions;
using DynamoKv.Web.Sessions.Experiments;
using DynamoKv.Web.Sessions.Library;

namespace DynamoKv.Web.Hosting;

/// <summary>Builds and runs the server.</summary>
public static class DynamoKvServer
{
    /// <summary>The exit code of a wrong setting or command.</summary>
    public const int WrongSetting = 2;

    /// <summary>The exit code of a server that could not start: its address or its data folder is not to be had.</summary>
    public const int CouldNotStart = 1;

    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>Runs until the process is asked to stop; gives its exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            var order = CommandLine.Read(arguments, Environment.GetEnvironmentVariable(CommandLine.NodeIdVariable));
            return order.Kind switch
            {
                StartKind.Help => await SayAsync(order.Text),
                StartKind.Admin => await AdminVerb.RunAsync(order.Arguments, Environment.GetEnvironmentVariable, Console.Out, Console.Error),
                StartKind.Run => await RunScenariosAsync(order.Arguments),
                StartKind.Cluster => await ClusterVerb.RunAsync(order, Console.Out),
                _ => await ServeAsync([.. order.Arguments]),
            };
        }
        catch (SettingException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return WrongSetting;
        }
        catch (InvalidDataException unreadable)
        {
            await Console.Error.WriteLineAsync($"appsettings.json can't be read: {(unreadable.InnerException ?? unreadable).Message}");
            return WrongSetting;
        }
        catch (Exception failed) when (failed is StoreRefusedException or StoreFailedException)
        {
            await Console.Error.WriteLineAsync(failed.Message);
            return CouldNotStart;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The server could not start: {failed.Message}");
            return CouldNotStart;
        }
    }

    /// <summary>The server, not yet started.</summary>
    /// <exception cref="SettingException">When a setting is wrong; names it.</exception>
    public static WebApplication Build(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory });
        SecretFiles.AddTo(builder.Configuration);
        CommandLine.AddTo(builder.Configuration, arguments);
        var options = OptionsReader.Read(builder.Configuration);
        builder.WebHost.UseStaticWebAssets(); // without it, a run from the build folder in Production serves empty styles and scripts
        ServerAddress.Choose(builder.WebHost, builder.Configuration);
        if (options.Node is not null)
        {
            builder.Logging.AddFilter(HostCategory, LogLevel.None); // why a node did not start is one sentence, and said below
        }

        WebServerLimits.Apply(builder.WebHost, options.Limits);
        AddServices(builder.Services, options);
        var app = builder.Build();
        MapPipeline(app);
        return app;
    }

    private static async Task<int> ServeAsync(string[] arguments)
    {
        await using var app = Build(arguments);
        await app.RunAsync();
        return 0;
    }

    private static async Task<int> SayAsync(string text)
    {
        await Console.Out.WriteLineAsync(text);
        return 0;
    }

    private static async Task<int> RunScenariosAsync(IReadOnlyList<string> words)
    {
        IReadOnlyList<string> rest = [.. words.Skip(1)];
        try
        {
            return words[0] switch
            {
                "merge" => await MergeVerb.RunAsync(rest, Console.Out),
                "experiment" => await ExperimentVerb.RunAsync(rest, Console.Out, Console.Error),
                "bench" => await BenchVerb.RunAsync(rest, Console.Out),
                _ => await RunVerb.RunAsync(rest, Console.Out, Console.Error),
            };
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"'{words[0]}' could not go on: {failed.Message} What was done is kept: 'run --resume' goes on with it.");
            return RunVerb.Unknown;
        }
    }

    private static void AddServices(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Simulation);
        services.AddSingleton(ServerFactList.Of(options));
        services.AddSingleton(ScenarioLibrary.Of(options.Simulation.DataFolder));
        services.AddSingleton(TimeProvider.System);
        services.AddApi(options.Limits.MaxWebSocketReaders);
        services.AddWorkbench();
        services.AddSingleton<IReplayPages, ReplayPages>();
        services.AddAccess(options.Tokens);
        services.AddWatching(options);
        if (options.Node is { } node)
        {
            services.AddNode(node);
        }
        else
        {
            AddSimulation(services);
        }
    }

    private static void AddSimulation(IServiceCollection services)
    {
        services.AddSingleton<RunStores>();
        services.AddArchive();
        services.AddExperiments();
        services.AddSingleton<IRunRegistry, RunRegistry>();
        services.AddSingleton<IReadiness, RunReadiness>();
        services.AddSingleton<IFaultDesk, SimulationFaultDesk>();
        services.AddHostedService<RunStart>();
    }

    private static void MapPipeline(WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseHostGuard(app.Services.GetRequiredService<ServerOptions>().Hosts);
        app.UseWebSocketGuard();
        app.UseApiErrors();
        app.UseMiddleware<ShortWay>();
        app.UseApi();
        app.UseWhen(context => !ApiErrors.IsForPrograms(context.Request.Path), people => people.UseStatusCodePagesWithReExecute("/not-found"));
        app.UseRouting();
        app.UseWebSockets();
        app.UseAccessGuard();
        app.UseFreshMetrics();
        app.UseAntiforgery();
        app.MapStaticAssets().OpenToAll();
        app.MapSignIn();
        app.MapApi();
        app.MapMetrics();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null); // SecurityHeaders says it
    }
}
