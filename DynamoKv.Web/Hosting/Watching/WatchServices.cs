// Metrics and traces: what collects them, and where they are asked for.
using System.Diagnostics.Metrics;
using DynamoKv.Engine.Hosting;
using DynamoKv.Web.Api;
using DynamoKv.Web.Sessions;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DynamoKv.Web.Hosting.Watching;

/// <summary>Metrics at /metrics, and metrics and traces to a collector where one is configured (docs/adr/0019).</summary>
internal static class WatchServices
{
    /// <summary>Where metrics are asked for.</summary>
    public const string Path = "/metrics";

    public static void AddWatching(this IServiceCollection services, ServerOptions options)
    {
        services.AddMetrics();
        services.AddSingleton<OperationMeter>();
        services.AddSingleton<IOperationWatch>(parts => parts.GetRequiredService<OperationMeter>());
        services.AddSingleton<IHostWatch>(parts => parts.GetRequiredService<OperationMeter>());
        services.AddSingleton<ServerMeter>();
        if (options.Node is not null)
        {
            services.AddSingleton<NodeAccount>();
            services.AddSingleton<NodeMeter>();
            services.AddSingleton<TransportMeter>();
            if (options.Watching.Endpoint is not null)
            {
                services.AddHostedService<AccountKeeper>();
            }
        }

        services.AddHostedService(parts => new MeterStart(parts, isNode: options.Node is not null));
        Collect(services, options);
    }

    /// <summary>Goes behind the guard: whoever may scrape gets what is of now.</summary>
    public static void UseFreshMetrics(this WebApplication app)
    {
        if (app.Services.GetService<NodeAccount>() is { } account)
        {
            app.UseWhen(context => context.Request.Path == Path, scrape => scrape.Use(async (context, next) =>
            {
                await account.RefreshAsync(context.RequestAborted);
                await next(context);
            }));
        }
    }

    public static void MapMetrics(this IEndpointRouteBuilder routes) =>
        routes.MapPrometheusScrapingEndpoint(Path).Requires(AccessScope.Read);

    private static void Collect(IServiceCollection services, ServerOptions options)
    {
        var endpoint = options.Watching.Endpoint;
        var collecting = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(
            "dynamokv", serviceVersion: ServerVersion.Text, serviceInstanceId: options.Node?.Id.Value ?? "simulation"));
        collecting.WithMetrics(metrics =>
        {
            metrics.AddMeter(MeterNames.Meter).AddPrometheusExporter(Shape);
            if (endpoint is not null)
            {
                metrics.AddOtlpExporter(otlp => otlp.Endpoint = endpoint);
            }
        });
        services.ConfigureOpenTelemetryMeterProvider((parts, metrics) => metrics.AddView(instrument =>
            OnlyOf(parts.GetRequiredService<IMeterFactory>(), instrument)));
        if (endpoint is not null)
        {
            collecting.WithTracing(traces => traces.AddSource(OperationTraces.SourceName).AddOtlpExporter(otlp => otlp.Endpoint = endpoint));
        }
    }

    private static void Shape(PrometheusAspNetCoreOptions options)
    {
        options.ScopeInfoEnabled = false; // one meter: its name on every line would say nothing
        options.ScrapeResponseCacheDurationMilliseconds = 0;
    }

    /// <summary>A process may hold several servers, as tests do: each tells of itself alone.</summary>
    private static MetricStreamConfiguration? OnlyOf(IMeterFactory factory, Instrument instrument) =>
        ReferenceEquals(instrument.Meter.Scope, factory) ? null : MetricStreamConfiguration.Drop;

    /// <summary>Makes the instruments when the server starts: nobody else needs them.</summary>
    private sealed class MeterStart(IServiceProvider parts, bool isNode) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            parts.GetRequiredService<OperationMeter>();
            parts.GetRequiredService<ServerMeter>();
            if (isNode)
            {
                parts.GetRequiredService<NodeMeter>();
                parts.GetRequiredService<TransportMeter>();
            }

            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
