// What the official Python client sends over HTTP.
using System.Text;

namespace DynamoKv.Tests.Api.Riak;

/// <summary>
/// The requests of basho/riak-python-client at commit 91de13a (3.0.0; the HTTP transport is that of 2.x): riak/transports/http
/// and riak/codecs/http.py. Facts taken from there: paths, parameters, headers, which statuses are expected, how answers are cut.
/// </summary>
public sealed class PythonClientTests(RiakServer server) : IClassFixture<RiakServer>
{
    private static readonly (string, string) Accept = ("Accept", RiakServer.PythonAccept);

    [Fact]
    public async Task It_connects_by_asking_for_resources_and_the_version()
    {
        var resources = await server.GetAsync("/", ("Accept", "application/json"));
        var stats = await server.GetAsync("/stats", ("Accept", "application/json"));

        Assert.All(resources.Json.EnumerateObject(), resource => Assert.Equal(System.Text.Json.JsonValueKind.String, resource.Value.ValueKind));
        Assert.Equal("/types", resources["riak_kv_wm_bucket_type"].GetString());
        Assert.Equal("/buckets", resources["riak_kv_wm_buckets"].GetString());
        Assert.True(resources.Json.TryGetProperty("riak_kv_wm_preflist", out _));
        Assert.False(resources.Json.TryGetProperty("riak_kv_wm_mapred", out _));
        Assert.Contains("</buckets>; rel=\"riak_kv_wm_buckets\"", resources.Headers["Link"], StringComparison.Ordinal);
        Assert.StartsWith("2.", stats["riak_kv_version"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ping_is_answered_with_OK() => Assert.Equal("OK", (await server.GetAsync("/ping", Accept)).Text);

    [Fact]
    public async Task An_object_is_stored_with_its_body_given_back_and_stored_again_with_its_vclock()
    {
        var path = $"/buckets/{server.Bucket()}/keys/a+key%2Fwith%25?returnbody=true";
        var stored = await server.SendAsync(
            HttpMethod.Put, path, Json("{\"n\":1}"), Accept, ("X-Riak-ClientId", "cHlfcmk="), ("X-Riak-Meta-Color", "blue"),
            ("Link", "</buckets/b/keys/k>; riaktag=\"tag\""), ("X-Riak-Index-age_int", "7"));
        var again = await server.SendAsync(HttpMethod.Put, path, Json("{\"n\":2}"), Accept, ("X-Riak-Vclock", stored.Vclock()));
        var read = await server.GetAsync(path.Split('?')[0] + "?r=quorum&timeout=5000", Accept);

        Assert.Equal(200, stored.Status);
        Assert.Equal("{\"n\":1}", stored.Text);
        Assert.Equal("blue", stored.Headers["X-Riak-Meta-Color"]);
        Assert.Equal("7", stored.Headers["X-Riak-Index-age_int"]);
        Assert.Contains("</buckets/b/keys/k>; riaktag=\"tag\"", stored.Headers["Link"], StringComparison.Ordinal);
        Assert.Equal(200, again.Status);
        Assert.Equal(("{\"n\":2}", "application/json"), (read.Text, read.MediaType));
        Assert.False(read.Headers.ContainsKey("X-Riak-Meta-Color"));
        Assert.Matches("^[A-Za-z0-9]{22}$", read.Tag());
        Assert.True(DateTimeOffset.TryParse(read.Headers["Last-Modified"], System.Globalization.CultureInfo.InvariantCulture, out _));
    }

    [Fact]
    public async Task An_object_without_a_key_gets_one_from_the_last_part_of_the_location()
    {
        var bucket = server.Bucket();
        var stored = await server.SendAsync(HttpMethod.Post, $"/buckets/{bucket}/keys?returnbody=true", Json("1"), Accept);

        Assert.Equal(201, stored.Status);
        var key = stored.Headers["Location"].Split('/')[^1];
        Assert.Equal("1", (await server.GetAsync($"/buckets/{bucket}/keys/{key}", Accept)).Text);
    }

    [Fact]
    public async Task Without_its_body_a_store_answers_204()
    {
        var stored = await server.SendAsync(HttpMethod.Put, $"/buckets/{server.Bucket()}/keys/k?returnbody=false&w=2", Json("1"), Accept);

        Assert.Equal((204, 0), (stored.Status, stored.Body.Length));
    }

    [Fact]
    public async Task Siblings_come_as_parts_and_are_resolved_by_a_store_with_their_vclock()
    {
        var path = await server.ConflictAsync();

        var read = await server.GetAsync(path, Accept);
        Assert.Equal(300, read.Status);
        Assert.Equal("multipart/mixed", read.MediaType);
        Assert.Equal(["left", "right"], read.Parts().Select(part => part.Body).Order());
        Assert.All(read.Parts(), part => Assert.Contains("Content-Type: text/plain", part.Head, StringComparison.Ordinal));
        Assert.All(read.Parts(), part => Assert.Contains("\r\nEtag: ", part.Head, StringComparison.Ordinal));

        var resolved = await server.SendAsync(
            HttpMethod.Put, path + "?returnbody=true", RiakServer.TextBody("both"), Accept, ("X-Riak-Vclock", read.Vclock()));
        Assert.Equal((200, "both"), (resolved.Status, resolved.Text));
    }

    [Fact]
    public async Task A_store_that_makes_siblings_gives_them_back()
    {
        var path = await server.ConflictAsync();

        var stored = await server.SendAsync(HttpMethod.Put, path + "?returnbody=true&w=3", RiakServer.TextBody("third"), Accept);

        Assert.Equal(300, stored.Status);
        Assert.Equal(["left", "right", "third"], stored.Parts().Select(part => part.Body).Order());
    }

    [Fact]
    public async Task A_delete_answers_204_and_then_404_and_what_was_deleted_has_a_vclock()
    {
        var path = $"/buckets/{server.Bucket()}/keys/k";
        await server.StoreAsync(path, "v");

        Assert.Equal(204, (await server.RemoveAsync(path, Accept)).Status);
        Assert.Equal(404, (await server.RemoveAsync(path, Accept)).Status);
        var read = (await server.GetAsync(path, Accept)).Says(404, "not found\n");
        Assert.Equal("true", read.Headers["X-Riak-Deleted"]);
        Assert.Equal(204, (await server.StoreAsync(path, "again", ("X-Riak-Vclock", read.Vclock()))).Status);
        Assert.Equal("again", (await server.GetAsync(path, Accept)).Text);
    }

    [Fact]
    public async Task A_store_only_where_nothing_is_stored_answers_412_the_second_time()
    {
        var path = $"/buckets/{server.Bucket()}/keys/k";

        Assert.Equal(204, (await server.StoreAsync(path, "1", Accept, ("If-None-Match", "*"))).Status);
        Assert.Equal(412, (await server.StoreAsync(path, "2", Accept, ("If-None-Match", "*"))).Status);
        Assert.Equal("1", (await server.GetAsync(path, Accept)).Text);
    }

    [Fact]
    public async Task Keys_and_buckets_are_listed_and_streamed()
    {
        var bucket = server.Bucket();
        var keys = Enumerable.Range(0, 3).Select(number => $"key/{number}").ToArray();
        foreach (var key in keys)
        {
            await server.StoreAsync($"/buckets/{bucket}/keys/{Uri.EscapeDataString(key)}?w=3", "v");
        }

        Assert.Equal(keys, (await server.GetAsync($"/buckets/{bucket}/keys?keys=true&props=false", Accept))["keys"].Texts());
        var stream = (await server.GetAsync($"/buckets/{bucket}/keys?keys=stream&props=false", Accept)).Stream();
        Assert.Equal(keys, stream.SelectMany(chunk => chunk.GetProperty("keys").Texts()));
        Assert.Empty(stream[^1].GetProperty("keys").Texts());
        Assert.Contains(bucket, (await server.GetAsync("/buckets?buckets=true", Accept))["buckets"].Texts());
        var buckets = (await server.GetAsync("/buckets?buckets=stream", Accept)).Stream();
        Assert.Contains(bucket, buckets.SelectMany(chunk => chunk.GetProperty("buckets").Texts()));
    }

    [Fact]
    public async Task Bucket_properties_are_read_set_and_cleared()
    {
        var path = $"/buckets/{server.Bucket()}/props";

        Assert.False((await server.GetAsync(path, Accept))["props"].GetProperty("allow_mult").GetBoolean());
        Assert.Equal(204, (await server.SetAsync(path, "{\"props\":{\"allow_mult\":true,\"r\":\"one\"}}")).Status);
        var props = (await server.GetAsync(path, Accept))["props"];
        Assert.Equal((true, "one"), (props.GetProperty("allow_mult").GetBoolean(), props.GetProperty("r").GetString()));
        Assert.Equal(204, (await server.SendAsync(HttpMethod.Delete, path, null, Accept)).Status);
        Assert.False((await server.GetAsync(path, Accept))["props"].GetProperty("allow_mult").GetBoolean());
    }

    [Fact]
    public async Task A_bucket_of_a_type_is_another_bucket_and_keeps_siblings()
    {
        var bucket = server.Bucket();
        var typed = $"/types/sessions/buckets/{bucket}";
        await server.StoreAsync($"{typed}/keys/k", "typed");
        await server.StoreAsync($"/buckets/{bucket}/keys/k", "plain");

        Assert.Equal("typed", (await server.GetAsync($"{typed}/keys/k", Accept)).Text);
        Assert.True((await server.GetAsync($"{typed}/props", Accept))["props"].GetProperty("allow_mult").GetBoolean());
        Assert.Equal([bucket], (await server.GetAsync("/types/sessions/buckets?buckets=true", Accept))["buckets"].Texts());
    }

    [Fact]
    public async Task A_type_has_properties_that_its_buckets_inherit()
    {
        Assert.Equal(204, (await server.SetAsync("/types/strict/props", "{\"props\":{\"pw\":2,\"allow_mult\":false}}")).Status);

        Assert.Equal(2, (await server.GetAsync("/types/strict/props"))["props"].GetProperty("pw").GetInt32());
        var bucket = (await server.GetAsync("/types/strict/buckets/any/props"))["props"];
        Assert.Equal((2, false, "any"), (bucket.GetProperty("pw").GetInt32(), bucket.GetProperty("allow_mult").GetBoolean(), bucket.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_preference_list_names_the_replicas()
    {
        var list = (await server.GetAsync($"/buckets/{server.Bucket()}/keys/k/preflist", Accept))["preflist"];

        Assert.Equal(3, list.GetArrayLength());
        Assert.All(list.EnumerateArray(), node => Assert.Equal(["partition", "node", "primary"], node.Names()));
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}
