// Faults of a simulated run through the API, and bodies that are none.
namespace DynamoKv.Tests.Api;

public sealed class FaultRouteTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("""{"id": "x", "partition": {"groups": [["A"], ["B", "C"]]}}""", "a partition between A and B, C")]
    [InlineData("""{"id": "x", "cut": {"from": "A", "to": "B"}}""", "a cut: B can't hear A")]
    [InlineData("""{"id": "x", "link": {"from": "A", "delay": {"dist": "constant", "value": "0.3s"}, "loss": "5%"}}""", "a bad link from A to anyone")]
    [InlineData("""{"id": "x", "clock": {"node": "E", "offset": "-5s"}}""", "a wrong clock at E: -5s")]
    [InlineData("""{"id": "x", "disk": {"node": "B", "full": true}}""", "a full disk at B")]
    [InlineData("""{"id": "x", "disk": {"node": "B", "slow": "50ms"}}""", "a slow disk at B")]
    public async Task A_fault_of_a_run_lasts_until_it_is_healed(string fault, string description)
    {
        var run = server.OwnRun();
        var created = await server.SendAsync(HttpMethod.Post, run + "/faults", ServerFixture.Text(fault, "application/json"));

        Assert.Equal(201, created.Status);
        Assert.StartsWith(description, created["description"].GetString(), StringComparison.Ordinal);
        Assert.Equal("x", Assert.Single((await server.GetAsync(run + "/faults"))["faults"].EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(200, (await server.SendAsync(HttpMethod.Delete, run + "/faults/x")).Status);
        Assert.Empty((await server.GetAsync(run + "/faults"))["faults"].EnumerateArray());
        (await server.SendAsync(HttpMethod.Delete, run + "/faults/x")).IsProblem(404, "No fault 'x'");
    }

    [Theory]
    [InlineData("""{"disk": {"node": "Z", "full": true}}""")]
    [InlineData("""{"for": "5s", "disk": {"node": "A", "full": true}}""")]
    public async Task What_makes_no_sense_in_a_run_is_refused(string fault) =>
        Assert.Equal(409, (await server.SendAsync(HttpMethod.Post, server.OwnRun() + "/faults", ServerFixture.Text(fault, "application/json"))).Status);

    [Theory]
    [InlineData("{}", "exactly one of partition, cut, link, clock, disk")]
    [InlineData("""{"cut": {"from": "A", "to": "B"}, "disk": {"node": "A", "full": true}}""", "exactly one of")]
    [InlineData("""{"crash": {"node": "A"}}""", "'crash' is not known")]
    [InlineData("""{"disk": "A"}""", "'disk' must be an object")]
    [InlineData("""{"disk": {"node": "A"}}""", "either \"full\": true or")]
    [InlineData("""{"disk": {"node": "A", "full": true, "slow": "1s"}}""", "either \"full\": true or")]
    [InlineData("""{"disk": {"node": "A", "full": 1}}""", "'disk.full' must be true or false")]
    [InlineData("""{"disk": {"node": "A", "slow": "2m"}}""", "'disk.slow' must be from 0s to 1m")]
    [InlineData("""{"disk": {"node": "A", "slow": {"dist": "pareto"}}}""", "'disk.slow' must be a time")]
    [InlineData("""{"disk": {"full": true}}""", "'disk.node' must be")]
    [InlineData("""{"disk": {"node": "no node!", "full": true}}""", "'disk.node' must be")]
    [InlineData("""{"disk": {"node": "A", "full": true, "bitflip": 1}}""", "'disk.bitflip' is not known")]
    [InlineData("""{"clock": {"node": "A"}}""", "needs an 'offset'")]
    [InlineData("""{"clock": {"node": "A", "offset": "soon"}}""", "'clock.offset' must be a time")]
    [InlineData("""{"clock": {"node": "A", "offset": 5}}""", "'clock.offset' must be a time")]
    [InlineData("""{"clock": {"node": "A", "drift_ppm": 1e9}}""", "'clock.drift_ppm' must be a number")]
    [InlineData("""{"link": {"from": "A"}}""", "needs a 'delay'")]
    [InlineData("""{"link": {"loss": "500%"}}""", "'link.loss' must be")]
    [InlineData("""{"link": {"loss": 2}}""", "'link.loss' must be")]
    [InlineData("""{"partition": {"groups": [["A"]]}}""", "'partition.groups' must be")]
    [InlineData("""{"partition": {"groups": [["A"], ["A"]]}}""", "in 'groups' twice")]
    [InlineData("""{"partition": {"groups": [["A"], []]}}""", "'partition.groups' must be")]
    [InlineData("""{"cut": {"from": "A"}}""", "'cut.to' must be")]
    [InlineData("""{"id": "-x", "cut": {"from": "A", "to": "B"}}""", "'id' must be")]
    [InlineData("""{"for": "1 hour", "cut": {"from": "A", "to": "B"}}""", "'for' must be a time")]
    public async Task A_body_that_is_no_fault_is_told_what_is_wrong(string fault, string sentence) =>
        (await server.SendAsync(HttpMethod.Post, "/api/v1/faults", ServerFixture.Text(fault, "application/json"))).IsProblem(400, sentence);
}
