// One request as handlers see it.
using DynamoKv.Engine.Archive.Runs;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Web.Sessions;
using DynamoKv.Web.Sessions.Shelf;

namespace DynamoKv.Web.Api;

/// <summary>One request as handlers see it: its run, its parameters (known to be ones of the route), the time.</summary>
internal sealed class ApiCall
{
    private readonly Key? _key;
    private readonly IClusterSession? _session;

    private ApiCall(HttpContext http, IRunRegistry runs, TimeProvider time, IClusterSession session, Key key) =>
        (Http, Runs, Time, RunName, _session, _key) = (http, runs, time, RunRegistry.MainName, session, key);

    private ApiCall(HttpContext http, IRunRegistry runs)
    {
        Http = http;
        Runs = runs;
        Time = http.RequestServices.GetRequiredService<TimeProvider>();
        RunName = http.Request.RouteValues.TryGetValue("run", out var run) ? (string)run! : RunRegistry.MainName;
        _session = runs.Find(RunName);
        Stored = _session is null && runs.Shelf is { } shelf && RunShelf.NumberOf(RunName) is { } id ? shelf.Find(id) : null;
        if (Stored is not null && runs.All.FirstOrDefault(session => session.Keeping.StoredAs == Stored.Id) is { } open)
        {
            (_session, Stored) = (open, null);
        }

        if (_session is null && Stored is null)
        {
            throw new ApiException(StatusCodes.Status404NotFound, $"There is no run '{Shown.Of(RunName)}': see GET /api/v1/runs.");
        }
    }

    public HttpContext Http { get; }

    public IRunRegistry Runs { get; }

    public TimeProvider Time { get; }

    public string RunName { get; }

    /// <summary>A run that is kept and not open; null: the run is open. Only for routes with <see cref="TakesStoredRuns"/>.</summary>
    public StoredRun? Stored { get; }

    /// <summary>The run.</summary>
    /// <exception cref="ApiException">When it is kept, but not open.</exception>
    public IClusterSession Session => _session ?? throw new ApiException(
        StatusCodes.Status409Conflict, $"{RunName} is kept, but not open: open it with POST {Root}/control {{\"action\":\"pause\"}}, and use the run in the answer.");

    public IQueryCollection Query => Http.Request.Query;

    public Key Key => _key ?? KeyPath.Of(Http);

    /// <summary>Ends the waiting of a client that is gone. A live node ends a request without options soon by itself.</summary>
    public CancellationToken Cancellation => _key is not null && Session.Mode == SessionMode.Live ? CancellationToken.None : Http.RequestAborted;

    public double Now => UnixTime.Now(Time);

    public ClusterSnapshot Head => Session.Current.Head;

    /// <summary>The URL root of this run's routes.</summary>
    public string Root => Http.Request.RouteValues.ContainsKey("run") ? $"/api/v1/runs/{RunName}" : "/api/v1";

    /// <summary>A call of the main run whose key is known and whose other parameters are none.</summary>
    public static ApiCall OfMain(HttpContext http, IRunRegistry runs, TimeProvider time, IClusterSession session, Key key) => new(http, runs, time, session, key);

    /// <summary>Reads the request against its route's metadata, and sees to it that what is told of the cluster is of now.</summary>
    public static async Task<ApiCall> ForAsync(HttpContext http)
    {
        var route = http.GetEndpoint()?.Metadata;
        route?.GetMetadata<AcceptedQuery>()?.Check(http.Request.Query);
        var call = new ApiCall(http, http.RequestServices.GetRequiredService<IRunRegistry>());
        if (call.Stored is not null && route?.GetMetadata<TakesStoredRuns>() is not null)
        {
            return call;
        }

        if (route?.GetMetadata<NeedsNoPicture>() is null || call.Query.ContainsKey(Parameters.Via.Name))
        {
            await call.Session.RefreshAsync(call.Cancellation);
        }

        return call;
    }

    /// <summary>The node that "via" names; null: none.</summary>
    public NodeId? Via()
    {
        if (Query.Text(Parameters.Via.Name) is not { } text)
        {
            return null;
        }

        return NodeId.TryParse(text, out var node) && Head.Nodes.ContainsKey(node)
            ? node
            : throw ApiException.BadRequest($"The query parameter 'via' is '{Shown.Of(text)}': the nodes are {string.Join(", ", Head.Nodes.Keys)}.");
    }

    /// <summary>A node that the path or the body names; another one is not found.</summary>
    public NodeId Known(string name) => NodeId.TryParse(name, out var node) && Head.Nodes.ContainsKey(node)
        ? node
        : throw new ApiException(StatusCodes.Status404NotFound, $"There is no node '{Shown.Of(name)}': the nodes are {string.Join(", ", Head.Nodes.Keys)}.");

    /// <summary>The node of the path with which the viewer is compared; it must be another one, and each must hear the other.</summary>
    public NodeId Target(NodeId source, string name)
    {
        var target = Known(name);
        if (target == source)
        {
            throw ApiException.BadRequest($"{source} can't be compared with itself: name another node.");
        }

        var head = Head;
        return IsUp(head, source) && IsUp(head, target) && head.CanReach(source, target) && head.CanReach(target, source)
            && Session.Inspect(source)?.Suspects.Contains(target) != true
            ? target
            : throw new ApiException(
                StatusCodes.Status503ServiceUnavailable, $"{source} can't reach {target} now: restart it, let it go on, or heal the network between them and wait a moment.");
    }

    private static bool IsUp(ClusterSnapshot head, NodeId node) => head.Nodes[node].Condition == NodeCondition.Up;

    /// <summary>The node whose view is shown: the one asked for, else the one that serves, else the first that is up, else the first.</summary>
    public NodeId Viewer() =>
        Via() ?? Session.Self ?? Head.Nodes.Values.FirstOrDefault(node => node.Condition == NodeCondition.Up)?.Id ?? Head.Nodes.Keys.First();
}

/// <summary>A route that tells nothing of the cluster but the outcome of one request: nobody is asked how he stands before it.</summary>
internal sealed class NeedsNoPicture
{
    public static NeedsNoPicture Instance { get; } = new();
}

/// <summary>A route that knows what to do with a run that is kept and not open.</summary>
internal sealed class TakesStoredRuns
{
    public static TakesStoredRuns Instance { get; } = new();
}
