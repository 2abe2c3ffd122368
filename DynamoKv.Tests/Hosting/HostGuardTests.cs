// Names under which the server may be called.
using DynamoKv.Tests.Api;
using DynamoKv.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace DynamoKv.Tests.Hosting;

public sealed class HostGuardTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:8080")]
    [InlineData("LOCALHOST")]
    [InlineData("127.0.0.1:80")]
    [InlineData("[::1]:8080")]
    public async Task This_machines_own_names_are_served(string host) =>
        Assert.Equal(200, (await server.GetAsync("/health/live", ("Host", host))).Status);

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:8080")]
    [InlineData("localhost.evil.example")]
    [InlineData("10.0.0.1")]
    public async Task Another_name_is_refused_with_what_to_do(string host) =>
        (await server.GetAsync("/api/v1/status", ("Host", host))).IsProblem(400, "DynamoKv:Hosts");

    [Fact]
    public void Names_come_from_the_setting_and_from_the_addresses_listened_on()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://cluster.example:8080;http://*:80;http://0.0.0.0:81",
            ["DynamoKv:Hosts"] = "one.example; two.example",
        }).Build();

        Assert.Equal(["one.example", "two.example", "cluster.example"], OptionsReader.Read(configuration).Hosts);
    }
}
