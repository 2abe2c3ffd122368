// A browserless page over a real run in memory.
using Bunit;
using DynamoKv.Engine.Projections;
using DynamoKv.Tests.Sessions;
using DynamoKv.Web.Components;
using DynamoKv.Web.Components.Viewing;
using DynamoKv.Web.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoKv.Tests.Components;

/// <summary>A browserless page over a real run in memory that has been played for some seconds.</summary>
public abstract class ComponentBench : IAsyncLifetime
{
    internal SessionBench Bench { get; } = new();

    private protected BunitContext Page { get; } = new();

    private protected RunViewer Viewer { get; private set; } = null!;

    private protected ClusterSnapshot Snapshot => Viewer.State.Snapshot;

    public virtual ValueTask InitializeAsync()
    {
        Page.JSInterop.Mode = JSRuntimeMode.Loose;
        Page.JSInterop.SetupModule("./js/motion.js").Mode = JSRuntimeMode.Loose;
        Page.JSInterop.SetupModule("./js/page.js").Mode = JSRuntimeMode.Loose;
        Page.JSInterop.SetupModule("./js/settings.js").Mode = JSRuntimeMode.Loose;
        Page.JSInterop.SetupModule("./js/editor.js").Mode = JSRuntimeMode.Loose;
        Page.JSInterop.SetupModule("./js/flow.js").Mode = JSRuntimeMode.Loose;
        Page.JSInterop.SetupModule("./js/export.js").Mode = JSRuntimeMode.Loose;
        Page.Services.AddPageServices();
        Page.Services.AddSingleton<IVisitor>(new Anybody());
        Page.Services.AddSingleton<IRunRegistry>(Bench.Runs);
        Page.Services.AddSingleton<TimeProvider>(Bench.Time);
        Viewer = new RunViewer(Bench.Main, Bench.Time);
        Play(40);
        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Viewer.Dispose();
        await Page.DisposeAsync();
        Bench.Dispose();
    }

    private protected void Play(int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            Bench.Time.Advance(TimeSpan.FromMilliseconds(100));
            Viewer.Advance();
        }
    }
}
