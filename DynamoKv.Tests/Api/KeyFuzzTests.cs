// Keys of any characters, through a real web server.
using System.Text;
using CsCheck;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Tests.Api;

public sealed class KeyFuzzTests : IDisposable
{
    private readonly ServerFixture _server = new();
    private readonly RawHttp _http;

    public KeyFuzzTests()
    {
        _server.UseKestrel(0);
        _server.StartServer();
        _http = new RawHttp(_server.ClientOptions.BaseAddress);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("/")]
    [InlineData("//a//")]
    [InlineData("..")]
    [InlineData("../../etc")]
    [InlineData("a/../b")]
    [InlineData("%2F")]
    [InlineData("%25")]
    [InlineData("a b")]
    [InlineData("a?b#c")]
    [InlineData("replicas")]
    [InlineData("a/preference-list")]
    [InlineData("ключ/鍵/🔑")]
    [InlineData("\u0001\u007f")]
    public async Task A_key_of_awkward_characters_is_one_key(string key) => await RoundTrip(key);

    [Fact]
    public void Any_key_round_trips() =>
        Gen.String[Gen.Char['\u0001', '\uffff'], 1, 40].Where(text => Key.TryCreate(text, out _, out _))
            .Sample(key => RoundTrip(key).GetAwaiter().GetResult(), iter: 60, threads: 1);

    [Fact]
    public async Task A_nul_in_a_path_is_refused_by_the_web_server() =>
        Assert.Equal(400, await _http.StatusAsync("GET", "/api/v1/data/a%00b"));

    [Theory]
    [InlineData("/API/v1/data/x")]
    [InlineData("/api/v1/d%61ta/x")]
    public async Task Another_spelling_of_a_route_is_not_found(string target) => (await _http.SendAsync("GET", target)).IsProblem(404, "lower case");

    [Fact]
    public async Task A_key_is_decoded_exactly_once()
    {
        await _http.SendAsync("PUT", "/api/v1/data/a%252Fb", "v");

        Assert.Equal("a%2Fb", (await _http.SendAsync("GET", "/api/v1/data/a%252Fb"))["key"].GetString());
        Assert.Equal(404, (await _http.SendAsync("GET", "/api/v1/data/a%2Fb")).Status);
    }

    [Fact]
    public async Task A_slash_means_the_same_encoded_or_not()
    {
        await _http.SendAsync("PUT", "/api/v1/data/path/to/it", "v");

        Assert.Equal(200, (await _http.SendAsync("GET", "/api/v1/data/path%2Fto%2fit")).Status);
        Assert.Equal(200, (await _http.SendAsync("GET", "/api/v1/keys/path/to/it/replicas")).Status);
        Assert.Equal("path/to/it", (await _http.SendAsync("GET", "/api/v1/runs/main/keys/path%2Fto/it/preference-list"))["key"].GetString());
    }

    [Theory]
    [InlineData("%")]
    [InlineData("%4")]
    [InlineData("%zz")]
    [InlineData("%ff")]
    [InlineData("%C0%AF")]
    public async Task A_key_that_is_badly_encoded_is_refused(string raw) =>
        (await _http.SendAsync("GET", "/api/v1/data/" + raw)).IsProblem(400, "percent-encoded");

    [Fact]
    public async Task A_key_of_1024_bytes_is_taken_and_one_more_is_refused()
    {
        await RoundTrip(new string('k', 1024));
        await RoundTrip(string.Concat(Enumerable.Repeat("鍵", 341)));

        (await _http.SendAsync("GET", "/api/v1/data/" + new string('k', 1025))).IsProblem(400, "1,024");
        (await _http.SendAsync("GET", "/api/v1/data/")).IsProblem(400, "empty");
    }

    [Fact]
    public async Task A_request_line_over_4_kib_and_headers_over_16_kib_are_refused()
    {
        Assert.Equal(414, await _http.StatusAsync("GET", "/api/v1/data/" + new string('k', 4_100)));
        Assert.Equal(431, await _http.StatusAsync("GET", "/api/v1/info", header: "X-Large: " + new string('h', 17_000)));
    }

    [Fact]
    public async Task A_body_over_4_mib_is_refused() => Assert.Equal(413, await _http.StatusAsync("PUT", "/api/v1/data/k", header: "Content-Length: 5000000"));

    public void Dispose()
    {
        _http.Dispose();
        _server.Dispose();
    }

    private async Task RoundTrip(string key)
    {
        var path = "/api/v1/data/" + Encode(key);
        Assert.Equal(200, (await _http.SendAsync("PUT", path, "value of " + key)).Status);

        var get = await _http.SendAsync("GET", path);

        Assert.Equal(200, get.Status);
        Assert.Equal(key, get["key"].GetString());
        Assert.Equal("value of " + key, get["value"].GetString());
    }

    private static string Encode(string key) =>
        string.Concat(Encoding.UTF8.GetBytes(key).Select(octet => char.IsAsciiLetterOrDigit((char)octet) ? ((char)octet).ToString() : $"%{octet:X2}"));
}
