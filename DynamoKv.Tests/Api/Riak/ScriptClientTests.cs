// What riak-js sends.
using System.Text.RegularExpressions;

namespace DynamoKv.Tests.Api.Riak;

/// <summary>
/// The requests of mostlyserious/riak-js 1.1.0 (commit 5356ed0), which uses the old paths: lib/http-client.js, http-meta.js,
/// http-request.js. Facts taken from there: paths, parameters, headers, what it expects, how it cuts lists and locations.
/// </summary>
public sealed partial class ScriptClientTests(RiakServer server) : IClassFixture<RiakServer>
{
    private static readonly (string, string) Accept = ("accept", RiakServer.ScriptAccept);

    [Fact]
    public async Task An_object_is_stored_read_asked_for_and_removed()
    {
        var path = $"/riak/{server.Bucket()}/airport";
        var stored = await server.SendAsync(
            HttpMethod.Put, path + "?returnbody=true", RiakServer.JsonBody("{\"name\":\"EZE\"}"), Accept,
            ("Link", "</riak/cities/bue>; riaktag=\"in\", </riak/states/ar>; riaktag=\"_\""));

        Assert.Equal((200, "{\"name\":\"EZE\"}"), (stored.Status, stored.Text));
        Assert.Equal(2, ObjectLink().Count(stored.Headers["Link"]));
        Assert.Contains("</riak/bucket", stored.Headers["Link"], StringComparison.Ordinal);
        Assert.Equal((200, 0), (await HeadAsync(path)) is var head ? (head.Status, head.Body.Length) : default);
        Assert.Equal(204, (await server.RemoveAsync(path, Accept)).Status);
        Assert.Equal(404, (await HeadAsync(path)).Status);
    }

    [Fact]
    public async Task A_new_object_is_found_where_the_location_says()
    {
        var bucket = server.Bucket();
        var stored = await server.SendAsync(HttpMethod.Post, $"/riak/{bucket}", RiakServer.JsonBody("1"), Accept);

        Assert.Equal(201, stored.Status);
        var location = Location().Match(stored.Headers["Location"]);
        Assert.Equal(("riak", bucket), (location.Groups[1].Value, location.Groups[2].Value));
        Assert.Equal("1", (await server.GetAsync(stored.Headers["Location"], Accept)).Text);
    }

    [Fact]
    public async Task Properties_are_read_and_saved_on_the_bucket()
    {
        var path = "/riak/" + server.Bucket();

        Assert.Equal(204, (await server.SetAsync(path, "{\"props\":{\"allow_mult\":true}}")).Status);
        Assert.True((await server.GetAsync(path, Accept))["props"].GetProperty("allow_mult").GetBoolean());
        Assert.Equal(405, (await server.RemoveAsync(path, Accept)).Status);
    }

    [Fact]
    public async Task Keys_are_streamed_after_the_properties_and_buckets_are_listed()
    {
        var bucket = server.Bucket();
        await server.StoreAsync($"/riak/{bucket}/k?w=3", "v");

        var stream = await server.GetAsync($"/riak/{bucket}?keys=stream&props=false", Accept);
        Assert.Equal("{}{\"keys\":[\"k\"]}{\"keys\":[]}", stream.Text);
        var both = await server.GetAsync($"/riak/{bucket}?keys=true", Accept);
        Assert.Equal(["props", "keys"], both.Names);
        Assert.Contains(bucket, (await server.GetAsync("/riak?buckets=true", Accept))["buckets"].Texts());
    }

    [Fact]
    public async Task Siblings_are_fetched_one_by_one_by_their_vtags()
    {
        var path = (await server.ConflictAsync()).Replace("/buckets/", "/riak/", StringComparison.Ordinal).Replace("/keys/", "/", StringComparison.Ordinal);

        var list = await server.GetAsync(path, ("accept", "text/plain"));
        var vtags = list.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal((300, "Siblings:", 3), (list.Status, vtags[0], vtags.Length));
        var values = new List<string>();
        foreach (var vtag in vtags[1..])
        {
            var one = await server.GetAsync($"{path}?vtag={vtag}", Accept);
            Assert.Equal((200, vtag), (one.Status, one.Tag()));
            values.Add(one.Text);
        }

        Assert.Equal(["left", "right"], values.Order());
        Assert.Equal(404, (await server.GetAsync($"{path}?vtag=none", Accept)).Status);
    }

    private Task<Reply> HeadAsync(string path) => server.SendAsync(HttpMethod.Head, path, null, Accept);

    [GeneratedRegex("</([^/]+)/([^/]+)/([^/]+)>;\\sriaktag=\"([^\"]+)\"")]
    private static partial Regex ObjectLink();

    [GeneratedRegex("^/([^/]+)(?:/([^/]+))?/([^/]+)$")]
    private static partial Regex Location();
}
