// Objects: siblings, deletions, names, bytes.
using System.Net.Http.Headers;

namespace DynamoKv.Tests.Api.Riak;

public sealed class RiakObjectTests(RiakServer server) : IClassFixture<RiakServer>
{
    [Fact]
    public async Task Without_siblings_a_bucket_shows_the_newest_value_only()
    {
        var path = $"/buckets/{server.Bucket()}/keys/k";
        var first = await server.StoreAsync(path + "?returnbody=true&w=3", "1");
        await server.StoreAsync(path + "?w=3", "2", ("X-Riak-Vclock", first.Vclock()));
        await server.StoreAsync(path + "?w=3", "3", ("X-Riak-Vclock", first.Vclock())); // stale: concurrent with 2

        var read = await server.GetAsync(path);

        Assert.Equal((200, "3"), (read.Status, read.Text));
    }

    [Fact]
    public async Task Where_the_last_write_wins_vclocks_are_ignored()
    {
        var bucket = "/buckets/" + server.Bucket();
        Assert.Equal(204, (await server.SetAsync(bucket + "/props", "{\"props\":{\"allow_mult\":true,\"last_write_wins\":true,\"dvv_enabled\":false}}")).Status);
        var first = await server.StoreAsync(bucket + "/keys/k?returnbody=true&w=3", "1");
        await server.StoreAsync(bucket + "/keys/k?w=3", "2");
        await server.StoreAsync(bucket + "/keys/k?w=3", "3", ("X-Riak-Vclock", first.Vclock()));

        Assert.Equal("3", (await server.GetAsync(bucket + "/keys/k")).Text);
    }

    [Fact]
    public async Task A_store_without_a_vclock_over_a_deletion_makes_no_sibling()
    {
        var path = await server.SiblingBucketAsync() + "/keys/k";
        await server.StoreAsync(path + "?w=3", "1");
        await server.RemoveAsync(path + "?w=3");

        await server.StoreAsync(path + "?w=3", "2");

        Assert.Equal((200, "2"), (await server.GetAsync(path)) is var read ? (read.Status, read.Text) : default);
    }

    [Fact]
    public async Task A_store_that_did_not_see_a_deletion_stands_beside_it()
    {
        var path = await server.SiblingBucketAsync() + "/keys/k";
        var first = await server.StoreAsync(path + "?w=3&returnbody=true", "1");
        await server.RemoveAsync(path + "?w=3", ("X-Riak-Vclock", first.Vclock()));
        await server.StoreAsync(path + "?w=3", "2", ("X-Riak-Vclock", first.Vclock()));

        var read = await server.GetAsync(path, ("Accept", "multipart/mixed"));

        Assert.Equal(300, read.Status);
        var tombstone = Assert.Single(read.Parts(), part => part.Head.Contains("X-Riak-Deleted: true", StringComparison.Ordinal));
        var vtag = tombstone.Head.Split("Etag: ")[1].Split('\r')[0];
        var one = await server.GetAsync($"{path}?vtag={vtag}");
        Assert.Equal((200, "true", 0), (one.Status, one.Headers["X-Riak-Deleted"], one.Body.Length));
    }

    [Theory]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("a+b", "a b")]
    [InlineData("a%2Bb", "a+b")]
    [InlineData("%25", "%")]
    [InlineData("%E9%8D%B5", "鍵")]
    [InlineData("keys", "keys")]
    public async Task Names_are_decoded_once(string raw, string name)
    {
        await server.StoreAsync($"/buckets/{raw}/keys/{raw}?w=3", "v of " + raw);

        Assert.Equal("v of " + raw, (await server.GetAsync($"/riak/{raw}/{raw}")).Text);
        Assert.Contains(name, (await server.GetAsync($"/buckets/{raw}/keys?keys=true"))["keys"].Texts());
        Assert.Contains(name, (await server.GetAsync("/buckets?buckets=true"))["buckets"].Texts());
    }

    [Fact]
    public async Task Names_that_differ_only_in_where_they_are_cut_never_meet()
    {
        await server.StoreAsync("/buckets/cut%2Fhere/keys/k", "1");
        await server.StoreAsync("/buckets/cut/keys/here%2Fk", "2");
        await server.StoreAsync("/buckets/cut%252Fhere/keys/k", "3");
        await server.StoreAsync("/types/cut/buckets/here/keys/k", "4");

        Assert.Equal("1", (await server.GetAsync("/buckets/cut%2Fhere/keys/k")).Text);
        Assert.Equal("2", (await server.GetAsync("/buckets/cut/keys/here%2Fk")).Text);
        Assert.Equal("3", (await server.GetAsync("/buckets/cut%252Fhere/keys/k")).Text);
    }

    [Fact]
    public async Task A_plain_client_reads_and_writes_the_same_objects_under_their_keys()
    {
        var bucket = server.Bucket();
        await server.StoreAsync($"/buckets/{bucket}/keys/k?w=3", "from riak");
        var plain = await server.GetAsync($"/api/v1/data/riak:default/{bucket}/k");
        Assert.Equal("from riak", plain["value"].GetString());

        await server.PutAsync($"/api/v1/data/riak:default/{bucket}/k?w=3", new { value = "from rest", context = plain["context"].GetString() });
        Assert.Equal("from rest", (await server.GetAsync($"/buckets/{bucket}/keys/k")).Text);
    }

    [Fact]
    public async Task Bytes_type_encoding_and_metadata_come_back_as_they_went()
    {
        var path = $"/buckets/{server.Bucket()}/keys/k";
        using var bytes = new ByteArrayContent([0, 13, 10, 255]);
        bytes.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        bytes.Headers.ContentEncoding.Add("gzip");

        Assert.Equal(204, (await server.SendAsync(HttpMethod.Put, path, bytes, ("X-Riak-Meta-One", "1, 2"), ("x-riak-meta-two", "a:b"))).Status);

        var read = await server.GetAsync(path);
        Assert.Equal([0, 13, 10, 255], read.Body);
        Assert.Equal(("image/png", "gzip", "1, 2", "a:b"), (read.MediaType, read.Headers["Content-Encoding"], read.Headers["X-Riak-Meta-One"], read.Headers["X-Riak-Meta-Two"]));
    }

    [Fact]
    public async Task A_value_never_runs_as_a_page_of_this_server()
    {
        var path = $"/buckets/{server.Bucket()}/keys/k";
        await server.SendAsync(HttpMethod.Put, path, new StringContent("<script>", System.Text.Encoding.UTF8, "text/html"));

        var read = await server.GetAsync(path, ("Accept", "text/html"));

        Assert.Equal(("default-src 'none'; sandbox", "attachment", "nosniff"), (
            read.Headers["Content-Security-Policy"], read.Headers["Content-Disposition"], read.Headers["X-Content-Type-Options"]));
    }

    [Fact]
    public async Task Metadata_outlives_an_export_and_an_import()
    {
        var bucket = server.Bucket();
        await server.StoreAsync($"/buckets/{bucket}/keys/k?w=3", "v", ("X-Riak-Meta-Color", "blue"));
        var export = await server.GetAsync($"/api/v1/export?prefix=riak:default/{bucket}/");
        await server.RemoveAsync($"/buckets/{bucket}/keys/k?w=3");

        await server.SendAsync(HttpMethod.Post, "/api/v1/import", ServerFixture.Text(export.Text, "application/x-ndjson"));

        Assert.Equal("blue", (await server.GetAsync($"/buckets/{bucket}/keys/k")).Headers["X-Riak-Meta-Color"]);
    }
}
