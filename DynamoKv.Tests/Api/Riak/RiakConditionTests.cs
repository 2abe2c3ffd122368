// Conditional requests.
using System.Globalization;

namespace DynamoKv.Tests.Api.Riak;

public sealed class RiakConditionTests(RiakServer server) : IClassFixture<RiakServer>
{
    private const string Never = "Fri, 01 Jan 1960 00:00:00 GMT"; // before every run began
    private const string Late = "Fri, 01 Jan 2100 00:00:00 GMT";

    [Fact]
    public async Task A_client_that_has_it_is_told_304_by_tag_or_by_time()
    {
        var (path, stored) = await StoredAsync();

        foreach (var header in new[] { ("If-None-Match", stored.Headers["ETag"]), ("If-None-Match", "\"x\", " + stored.Tag()), ("If-Modified-Since", Late) })
        {
            var reply = await server.GetAsync(path, header);
            Assert.Equal((304, 0), (reply.Status, reply.Body.Length));
            Assert.Equal(stored.Tag(), reply.Tag());
        }
    }

    [Theory]
    [InlineData("If-None-Match", "\"other\"", 200)]
    [InlineData("If-Modified-Since", Never, 200)]
    [InlineData("If-Modified-Since", "no date", 200)]
    [InlineData("If-Match", "\"other\"", 412)]
    [InlineData("If-Match", "*", 200)]
    [InlineData("If-Unmodified-Since", Never, 412)]
    [InlineData("If-Unmodified-Since", Late, 200)]
    public async Task A_read_heeds_its_condition(string header, string value, int expected)
    {
        var (path, _) = await StoredAsync();

        Assert.Equal(expected, (await server.GetAsync(path, (header, value))).Status);
    }

    [Theory]
    [InlineData("If-Match", "*", 204)]
    [InlineData("If-Match", "\"other\"", 412)]
    [InlineData("If-None-Match", "*", 412)]
    [InlineData("If-None-Match", "\"other\"", 204)]
    [InlineData("If-Unmodified-Since", Never, 412)]
    [InlineData("If-Unmodified-Since", Late, 204)]
    public async Task A_store_and_a_delete_heed_their_condition(string header, string value, int expected)
    {
        var (path, _) = await StoredAsync();

        var stored = await server.StoreAsync(path, "new", (header, value));
        Assert.Equal(expected, stored.Status);
        Assert.Empty(stored.Body);
        Assert.Equal(expected == 204 ? "new" : "v", (await server.GetAsync(path)).Text);
        Assert.Equal(expected, (await server.RemoveAsync(path, (header, value))).Status);
    }

    [Fact]
    public async Task A_store_with_the_tag_that_was_read_passes_and_with_an_old_one_fails()
    {
        var (path, stored) = await StoredAsync();

        Assert.Equal(204, (await server.StoreAsync(path, "two", ("If-Match", stored.Headers["ETag"]))).Status);
        Assert.Equal(412, (await server.StoreAsync(path, "three", ("If-Match", stored.Headers["ETag"]))).Status);
    }

    [Theory]
    [InlineData("If-Match", "*", 412)]
    [InlineData("If-Match", "\"x\"", 412)]
    [InlineData("If-None-Match", "*", 204)]
    [InlineData("If-Unmodified-Since", Never, 204)]
    public async Task A_store_where_nothing_is_stored_heeds_its_condition(string header, string value, int expected) =>
        Assert.Equal(expected, (await server.StoreAsync($"/buckets/{server.Bucket()}/keys/k", "v", (header, value))).Status);

    private async Task<(string Path, Reply Stored)> StoredAsync()
    {
        var path = $"/buckets/{server.Bucket()}/keys/k";
        var stored = await server.StoreAsync(path + "?returnbody=true", "v");
        Assert.True(DateTimeOffset.Parse(stored.Headers["Last-Modified"], CultureInfo.InvariantCulture) >= DateTimeOffset.UnixEpoch);
        return (path, stored);
    }
}
