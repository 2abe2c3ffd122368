// One request of a Riak client as handlers see it.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api.Riak;

/// <summary>One request of a Riak client. Riak clients know one cluster: the main run, or the node's own.</summary>
internal sealed class RiakCall
{
    private RiakCall(HttpContext http, RiakName name)
    {
        Http = http;
        Name = name;
        Session = http.RequestServices.GetRequiredService<IRunRegistry>().Main;
    }

    public HttpContext Http { get; }

    public RiakName Name { get; }

    public IClusterSession Session { get; }

    public IQueryCollection Query => Http.Request.Query;

    public CancellationToken Cancellation => Http.RequestAborted;

    /// <summary>Replicas a key.</summary>
    public int Replicas => Session.Options.Quorum.N;

    public bool IsHead => HttpMethods.IsHead(Http.Request.Method);

    /// <summary>A request whose path was read by <see cref="RiakGate"/>.</summary>
    /// <exception cref="RiakProblem">When the path is spelled in another way than its route, or names nothing: 404.</exception>
    public static RiakCall For(HttpContext http) =>
        new(http, http.Items[typeof(RiakName)] as RiakName ?? throw RiakProblem.NotFound());

    /// <summary>The same request about another name.</summary>
    public RiakCall With(RiakName name) => new(Http, name);

    /// <summary>The properties that hold for the bucket.</summary>
    public Task<BucketProperties> PropertiesAsync() => Http.RequestServices.GetRequiredService<BucketPropertyStore>().ReadAsync(this);

    /// <summary>Hands a request to the cluster.</summary>
    public Task<ClientResponse> SubmitAsync(Func<OperationId, ClientRequest> request) => Session.SubmitAsync(null, request, Cancellation);

    /// <summary>Reads a key; the answer may be any.</summary>
    public Task<ClientResponse> GetAsync(Key key, RequestOptions options) =>
        SubmitAsync(operation => new ClientRequest.Get(operation, key, options));
}
