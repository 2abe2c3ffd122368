// Routes about the server as a whole.
using System.Text.Json;
using DynamoKv.Engine.Projections;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api.Riak;

/// <summary>GET of /ping and /stats, and the list of resources that programs get at "/".</summary>
internal static class RiakServerRoutes
{
    /// <summary>The version of Riak KV whose HTTP API is spoken: clients choose by it what they may ask.</summary>
    public const string SpokenVersion = "2.2.3";

    /// <summary>What can be found where, by the names that clients look for; what is not supported is not named.</summary>
    public static readonly (string Name, string Path)[] Resources =
    [
        ("riak_kv_wm_bucket_type", "/types"), ("riak_kv_wm_buckets", "/buckets"), ("riak_kv_wm_keylist", "/buckets"),
        ("riak_kv_wm_object", "/buckets"), ("riak_kv_wm_ping", "/ping"), ("riak_kv_wm_preflist", "/buckets"),
        ("riak_kv_wm_props", "/buckets"), ("riak_kv_wm_raw", "/riak"), ("riak_kv_wm_stats", "/stats"),
    ];

    public static Task PingAsync(HttpContext http) => RiakText.AnswerAsync(http, StatusCodes.Status200OK, "OK");

    /// <summary>What this cluster knows of Riak's statistics, as JSON or, where a client likes it better, as indented text.</summary>
    public static Task StatsAsync(HttpContext http)
    {
        var session = http.RequestServices.GetRequiredService<IRunRegistry>().Main;
        var type = RiakAccept.Choose(http.Request, "application/json", "text/plain");
        if (type != "text/plain")
        {
            return RiakJson.AnswerAsync(http, json => WriteStats(json, session));
        }

        using var read = JsonDocument.Parse(RiakJson.Object(json => WriteStats(json, session)));
        using var bytes = new MemoryStream();
        using (var pretty = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            read.WriteTo(pretty);
        }

        return RiakText.AnswerAsync(http, StatusCodes.Status200OK, System.Text.Encoding.UTF8.GetString(bytes.ToArray()) + "\n");
    }

    /// <summary>
    /// What GET / tells a program: the server's description and Riak's resources. All values are texts, since Riak
    /// clients take every one for a path.
    /// </summary>
    public static IResult List(ApiCall call)
    {
        call.Http.Response.Headers.Link = string.Join(",", Resources.Select(resource => $"<{resource.Path}>; rel=\"{resource.Name}\""));
        return new JsonAnswer(StatusCodes.Status200OK, RiakJson.Object(json =>
        {
            foreach (var (name, text) in Description(call).Concat(Resources))
            {
                json.WriteString(name, text);
            }
        }));
    }

    private static IEnumerable<(string Name, string Text)> Description(ApiCall call) =>
    [
        ("message", ClusterRoutes.Greeting), ("version", ServerVersion.Text), ("node_id", call.Viewer().Value), ("api", call.Root), ("websocket", "/ws"),
        ("merkle_tree", call.Root + "/merkle-tree"), ("vector_clock", call.Root + "/vector-clock"), ("event_history", call.Root + "/events"),
    ];

    private static void WriteStats(Utf8JsonWriter json, IClusterSession session)
    {
        var (ring, nodes) = (session.Ring, session.Current.Head.Nodes.Values);
        json.WriteString("riak_kv_version", SpokenVersion);
        json.WriteString("dynamokv_version", ServerVersion.Text);
        json.WriteString("storage_backend", "dynamokv");
        json.WriteString("nodename", nodes.FirstOrDefault(IsUp)?.Id.Value ?? nodes.First().Id.Value);
        RiakJson.Names(json, "connected_nodes", nodes.Where(IsUp).Select(node => node.Id.Value));
        RiakJson.Names(json, "ring_members", ring.Members.Select(member => member.Id.Value));
        json.WriteNumber("ring_num_partitions", ring.Tokens.Length);
    }

    private static bool IsUp(NodeView node) => node.Condition == NodeCondition.Up;
}
