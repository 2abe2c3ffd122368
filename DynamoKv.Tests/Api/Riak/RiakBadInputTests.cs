// Bad input, and what is not part of the subset.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Tests.Api.Riak;

public sealed class RiakBadInputTests(RiakServer server) : IClassFixture<RiakServer>
{
    [Theory]
    [InlineData("r=two", "r query parameter must be an integer or one of the following words: 'one', 'quorum' or 'all'")]
    [InlineData("pr=", "pr query parameter must be an integer")]
    [InlineData("r=4", "invalid for bucket n value of 3")]
    [InlineData("r=-1", "invalid for bucket n value of 3")]
    [InlineData("timeout=soon", "Bad timeout value \"soon\"")]
    [InlineData("timeout=0", "Bad timeout value \"0\"")]
    [InlineData("basic_quorum=maybe", "basic_quorum query parameter must be true or false")]
    [InlineData("notfound_ok=1", "notfound_ok query parameter must be true or false")]
    public async Task A_bad_parameter_of_a_read_is_told(string query, string text) => (await server.GetAsync("/buckets/b/keys/k?" + query)).Says(400, text);

    [Theory]
    [InlineData("w=x", "w query parameter must be an integer")]
    [InlineData("dw=4", "Specified w/dw/pw values invalid for bucket n value of 3")]
    [InlineData("pw=9", "Specified w/dw/pw values invalid for bucket n value of 3")]
    [InlineData("timeout=-5", "Bad timeout value")]
    public async Task A_bad_parameter_of_a_store_is_told(string query, string text) => (await server.StoreAsync("/buckets/b/keys/k?" + query, "v")).Says(400, text);

    [Theory]
    [InlineData("one")]
    [InlineData("quorum")]
    [InlineData("all")]
    [InlineData("default")]
    [InlineData("3")]
    public async Task Words_and_numbers_name_quorums(string word)
    {
        var path = $"/buckets/{server.Bucket()}/keys/k";
        Assert.Equal(204, (await server.StoreAsync($"{path}?w=all", "v")).Status); // else a read of one may ask one that has not heard of the write of one
        Assert.Equal(200, (await server.StoreAsync($"{path}?returnbody=true&w={word}&dw={word}&pw={word}", "v")).Status);
        Assert.Equal(200, (await server.GetAsync($"{path}?r={word}&pr={word}&basic_quorum=true&notfound_ok=default&unknown=1")).Status);
        Assert.Equal(204, (await server.RemoveAsync($"{path}?rw={word}&r={word}&w={word}")).Status);
    }

    [Theory]
    [InlineData("X-Riak-Vclock", "not base64!", "X-Riak-Vclock header is damaged")]
    [InlineData("X-Riak-Vclock", "YWJj", "X-Riak-Vclock header is damaged")]
    [InlineData("X-Riak-Vclock", "", "X-Riak-Vclock header is damaged")]
    [InlineData("Link", "nonsense", "Invalid Link header. Links must be of the form")]
    [InlineData("Link", "</buckets/other>; rel=\"up\"", "Invalid Link header")]
    public async Task A_bad_header_of_a_store_is_told(string name, string value, string text) =>
        (await server.StoreAsync("/buckets/b/keys/k", "v", (name, value))).Says(400, text);

    [Fact]
    public async Task The_link_to_the_bucket_itself_that_every_answer_has_may_be_sent_back()
    {
        var path = $"/buckets/{server.Bucket()}/keys/k";
        var stored = await server.StoreAsync(path + "?returnbody=true", "v", ("Link", "</buckets/o/keys/k>; riaktag=\"t\""));

        var again = await server.StoreAsync(path + "?returnbody=true", "v", ("Link", stored.Headers["Link"]));

        Assert.Equal((200, stored.Headers["Link"]), (again.Status, again.Headers["Link"]));
    }

    [Fact]
    public async Task A_store_without_a_type_or_with_none_that_is_one_is_refused()
    {
        using var bytes = new ByteArrayContent([1]);
        (await server.SendAsync(HttpMethod.Put, "/buckets/b/keys/k", bytes)).Says(400, "Missing Content-Type request header");

        using var odd = new ByteArrayContent([1]);
        odd.Headers.TryAddWithoutValidation("Content-Type", "nonsense");
        (await server.SendAsync(HttpMethod.Put, "/buckets/b/keys/k", odd)).Says(415, "\"nonsense\" is not a valid media type");
    }

    [Fact]
    public async Task What_is_too_large_is_refused()
    {
        (await server.StoreAsync("/buckets/b/keys/k", new string('x', (1024 * 1024) + 1))).Says(413, "1 MiB");
        (await server.StoreAsync("/buckets/b/keys/" + new string('k', 1_100), "v")).Says(400, "bytes together");
        Assert.Equal(431, (await server.StoreAsync("/buckets/b/keys/k", "v", ("X-Riak-Meta-Long", new string('m', 17_000)))).Status);
    }

    [Theory]
    [InlineData("not json", "bucket PUT must be a JSON object of the form")]
    [InlineData("{\"allow_mult\":true}", "bucket PUT must be a JSON object of the form")]
    [InlineData("{\"props\":[]}", "bucket PUT must be a JSON object of the form")]
    public async Task Properties_that_are_no_object_are_refused(string body, string text) => (await server.SetAsync("/buckets/b/props", body)).Says(400, text);

    [Theory]
    [InlineData("n_val", "5", "every bucket of this cluster has n_val 3")]
    [InlineData("n_val", "\"3\"", "not_integer")]
    [InlineData("n_val", "0", "not_integer")]
    [InlineData("allow_mult", "1", "not_boolean")]
    [InlineData("r", "\"many\"", "not_valid_quorum")]
    [InlineData("r", "0", "not_valid_quorum")]
    [InlineData("w", "4", "not_valid_quorum")]
    [InlineData("pw", "-1", "not_valid_quorum")]
    [InlineData("notfound_ok", "\"no\"", "not_boolean")]
    [InlineData("basic_quorum", "1", "not_boolean")]
    [InlineData("name", "\"other\"", "cannot be changed")]
    [InlineData("datatype", "\"map\"", "not supported here")]
    [InlineData("consistent", "true", "not supported here")]
    [InlineData("precommit", "[{\"mod\":\"m\",\"fun\":\"f\"}]", "not supported here")]
    public async Task A_property_that_can_not_be_so_is_refused_by_name(string name, string value, string words)
    {
        var path = $"/buckets/{server.Bucket()}/props";

        var reply = await server.SetAsync(path, $"{{\"props\":{{\"allow_mult\":true,\"{name}\":{value}}}}}".Replace("\"allow_mult\":true,\"allow_mult\"", "\"allow_mult\"", StringComparison.Ordinal));

        Assert.Equal((400, "application/json"), (reply.Status, reply.MediaType));
        Assert.Contains(words, reply[name].GetString(), StringComparison.Ordinal);
        Assert.False((await server.GetAsync(path))["props"].GetProperty("allow_mult").GetBoolean());
    }

    [Fact]
    public async Task All_properties_that_are_shown_can_be_sent_back()
    {
        var path = $"/buckets/{server.Bucket()}/props";
        var shown = (await server.GetAsync(path)).Text;

        Assert.Equal(204, (await server.SetAsync(path, shown.Replace("\"n_val\":3", "\"n_val\":3,\"precommit\":[],\"search\":false", StringComparison.Ordinal))).Status);
        Assert.Equal(shown, (await server.GetAsync(path)).Text);
    }

    [Theory]
    [InlineData("POST", "/mapred", "MapReduce is not supported here")]
    [InlineData("GET", "/riak/b/k/_,_,1", "Link walking is not supported here")]
    [InlineData("GET", "/buckets/b/keys/k/_,_,1/_,_,1", "Link walking is not supported here")]
    [InlineData("GET", "/types/t/buckets/b/index/age_int/7", "Secondary index queries are not supported here")]
    [InlineData("POST", "/buckets/b/counters/k", "Counters are not supported here")]
    [InlineData("GET", "/types/t/buckets/b/datatypes/k", "Riak data types are not supported here")]
    [InlineData("GET", "/search/query/index?q=x", "Search is not supported here")]
    [InlineData("GET", "/solr/index/select", "Search is not supported here")]
    public async Task What_is_not_part_of_the_subset_answers_501_with_a_sentence(string method, string path, string text) =>
        (await server.SendAsync(new HttpMethod(method), path, method == "POST" ? RiakServer.JsonBody("{}") : null)).Says(501, text);

    [Theory]
    [InlineData("GET", "/buckets/b/nothing", 404)]
    [InlineData("GET", "/types/t", 404)]
    [InlineData("GET", "/Buckets/b/keys/k", 404)]
    [InlineData("GET", "/riak/b?props=false", 404)]
    [InlineData("DELETE", "/buckets/b/keys", 405)]
    [InlineData("POST", "/ping", 405)]
    [InlineData("GET", "/buckets/%ff/keys/k", 400)]
    public async Task A_path_that_leads_nowhere_answers_a_text(string method, string path, int expected) =>
        (await server.SendAsync(new HttpMethod(method), path)).Says(expected, "");

    [Fact]
    public async Task A_client_that_takes_neither_form_is_told_406()
    {
        var path = await server.ConflictAsync();

        Assert.Equal(406, (await server.GetAsync(path, ("Accept", "application/xml"))).Status);
        Assert.Equal(300, (await server.GetAsync(path, ("Accept", "*/*"))).Status);
    }

    [Fact]
    public async Task A_cluster_without_enough_replicas_says_how_many_answered()
    {
        using var own = new RiakServer();
        var path = "/buckets/b/keys/k";
        await own.StoreAsync(path + "?w=3", "v");
        foreach (var node in new[] { "A", "B", "C", "D" })
        {
            own.Runs.Main.Controls!.Apply(new CrashAction(new NodeId(node), CrashLoss.Memory));
        }

        var read = await own.GetAsync(path + "?timeout=500");
        var stored = await own.StoreAsync(path + "?timeout=500", "v");

        Assert.Matches("R-value unsatisfied: [01]/2\n|request timed out\n", read.Says(503, "").Text);
        Assert.Matches("Too Many write failures to satisfy W/DW\n|request timed out\n", stored.Says(503, "").Text);
        own.Runs.Main.Controls!.Pause();
        (await own.GetAsync(path)).Says(503, "paused");
    }

    [Theory]
    [InlineData("application/json", "application/json")]
    [InlineData("text/plain", "text/plain")]
    [InlineData("*/*", "application/json")]
    public async Task Stats_are_json_or_indented_text(string accepted, string expected)
    {
        var stats = await server.GetAsync("/stats", ("Accept", accepted));

        Assert.Equal(expected, stats.MediaType);
        Assert.Contains("ring_members", stats.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_and_their_files_are_still_there()
    {
        Assert.Equal("text/html", (await server.GetAsync("/", ("Accept", "text/html"))).MediaType);
        Assert.Equal("text/css", (await server.GetAsync("/app.css")).MediaType);
        Assert.Contains("text/html", (await server.GetAsync("/ring", ("Accept", "text/html"))).MediaType, StringComparison.Ordinal);
    }
}
