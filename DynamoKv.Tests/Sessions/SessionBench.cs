// A registry of runs under a test's own time.
using DynamoKv.Engine.Archive.Runs;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Sessions;
using DynamoKv.Web.Sessions.Shelf;
using Microsoft.Extensions.Logging.Abstractions;

namespace DynamoKv.Tests.Sessions;

/// <summary>A registry of runs in memory, under a test's own time.</summary>
internal sealed class SessionBench : IDisposable
{
    private readonly RunStores _stores;

    public SessionBench(SimulationOptions? options = null, RunArchive? archive = null)
    {
        var wanted = (options ?? new SimulationOptions { Speed = 1 }) with { StoresInMemory = true };
        _stores = new RunStores(wanted);
        var shelf = archive is null ? null : new RunShelf(archive, wanted.Retention, Time, NullLogger<RunShelf>.Instance);
        Runs = new RunRegistry(wanted, _stores, Time, NullLogger<RunRegistry>.Instance, watch: null, shelf);
    }

    public ManualTime Time { get; } = new();

    public RunRegistry Runs { get; }

    public IClusterSession Main => Runs.Main;

    public IRunControls Controls => Runs.Main.Controls!;

    public static NodeId A { get; } = new("A");

    public static Func<OperationId, ClientRequest> Put(string key, string value) =>
        operation => new ClientRequest.Put(operation, Key.Of(key), RequestOptions.None, WriteContent.Text(value), null, false);

    public static Func<OperationId, ClientRequest> Get(string key) => operation => new ClientRequest.Get(operation, Key.Of(key), RequestOptions.None);

    public Task<ClientResponse> Submit(Func<OperationId, ClientRequest> request, NodeId? via = null) =>
        Main.SubmitAsync(via, request, CancellationToken.None);

    public void Dispose()
    {
        Runs.Dispose();
        _stores.Dispose();
    }
}
