// Making and steering runs, and the document that describes it all.
namespace DynamoKv.Tests.Api;

public sealed class RunRouteTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_run_is_made_with_a_seed_and_found_at_its_url()
    {
        var made = await server.PostAsync("/api/v1/runs", new { seed = 7 });

        Assert.Equal(201, made.Status);
        Assert.Equal(["run", "url"], made.Names);
        Assert.Equal(made["url"].GetString(), made.Headers["Location"]);
        var run = await server.GetAsync(made["url"].GetString()!);
        Assert.Equal(
            ["run", "title", "seed", "url", "paused", "moving", "behind", "speed", "now", "event_count", "stopped_because", "stored_as", "not_kept", "end"], run.Names);
        Assert.Equal(7, run["seed"].GetInt32());
    }

    [Fact]
    public async Task A_run_is_made_without_a_body()
    {
        var made = await server.PostAsync("/api/v1/runs", null);

        Assert.Equal(201, made.Status);
        var runs = await server.GetAsync("/api/v1/runs");
        Assert.Contains(made["run"].GetString(), runs["runs"].EnumerateArray().Select(run => run.GetProperty("run").GetString()));
    }

    [Fact]
    public async Task Runs_know_nothing_of_each_other()
    {
        var (one, other) = (server.OwnRun(), server.OwnRun());
        await server.PutAsync(one + "/data/mine", new { value = "v" });

        Assert.Equal(200, (await server.GetAsync(one + "/data/mine")).Status);
        (await server.GetAsync(other + "/data/mine")).IsProblem(404, "Key not found");
    }

    [Fact]
    public async Task A_run_is_paused_stepped_sped_up_and_played()
    {
        var run = server.OwnRun();

        Assert.True((await server.PostAsync(run + "/control", new { action = "pause" }))["paused"].GetBoolean());
        var before = (await server.GetAsync(run))["event_count"].GetInt64();
        Assert.True((await server.PostAsync(run + "/control", new { action = "step" }))["event_count"].GetInt64() > before);
        Assert.Equal(2.5, (await server.PostAsync(run + "/control", new { action = "speed", speed = 2.5 }))["speed"].GetDouble());
        Assert.False((await server.PostAsync(run + "/control", new { action = "play" }))["paused"].GetBoolean());
    }

    [Fact]
    public async Task A_fork_is_a_run_of_its_own_with_the_same_past()
    {
        var run = server.OwnRun();
        await server.PutAsync(run + "/data/k", new { value = "v" });

        var fork = await server.PostAsync(run + "/control", new { action = "fork" });

        Assert.Equal(201, fork.Status);
        Assert.Equal("v", (await server.GetAsync(fork["url"].GetString() + "/data/k"))["value"].GetString());
    }

    [Theory]
    [InlineData("{\"action\":\"jump\"}", "play, pause, step, speed, seek or fork")]
    [InlineData("{}", "play, pause, step, speed, seek or fork")]
    [InlineData("{\"action\":\"seek\"}", "must be a number of virtual seconds")]
    [InlineData("{\"action\":\"seek\",\"to\":-1}", "must be a number of virtual seconds")]
    [InlineData("{\"action\":\"step\",\"to\":1}", "belongs to the action 'seek'")]
    [InlineData("{\"action\":\"speed\"}", "must be a number")]
    [InlineData("{\"action\":\"speed\",\"speed\":0}", "must be a number from")]
    [InlineData("{\"action\":\"speed\",\"speed\":\"fast\"}", "must be a number")]
    [InlineData("{\"action\":\"play\",\"speed\":1}", "belongs to the action 'speed'")]
    [InlineData("{\"action\":\"fork\",\"event\":-1}", "from 0 to")]
    [InlineData("{\"action\":\"fork\",\"event\":99999999}", "from 0 to")]
    [InlineData("{\"act\":\"play\"}", "'act' is not known")]
    [InlineData("play", "not valid JSON")]
    public async Task A_control_that_makes_no_sense_is_refused(string body, string words) =>
        (await server.SendAsync(HttpMethod.Post, "/api/v1/runs/main/control", ServerFixture.Text(body, "application/json"))).IsProblem(400, words);

    [Theory]
    [InlineData("{\"seed\":-1}")]
    [InlineData("{\"seed\":\"x\"}")]
    [InlineData("{\"seed\":1.5}")]
    [InlineData("{\"sead\":1}")]
    public async Task A_seed_that_makes_no_sense_is_refused(string body) =>
        (await server.SendAsync(HttpMethod.Post, "/api/v1/runs", ServerFixture.Text(body, "application/json"))).IsProblem(400, "");

    [Fact]
    public async Task A_body_that_is_no_json_is_415() =>
        (await server.SendAsync(HttpMethod.Post, "/api/v1/runs", ServerFixture.Text("seed=1", "text/plain"))).IsProblem(415, "application/json");

    [Fact]
    public async Task Steering_a_run_that_does_not_exist_is_404() =>
        (await server.PostAsync("/api/v1/runs/run-99/control", new { action = "play" })).IsProblem(404, "no run 'run-99'");

    [Fact]
    public async Task A_server_that_holds_its_most_runs_answers_503()
    {
        using var small = new ServerFixture();
        for (var count = 0; count < 40; count++)
        {
            small.OwnRun();
        }

        (await small.PostAsync("/api/v1/runs", null)).IsProblem(503, "40 beside main");
    }

    [Fact]
    public async Task The_openapi_document_describes_every_route_for_main_and_for_a_run()
    {
        var paths = (await server.GetAsync("/openapi/v1.json"))["paths"];
        string[] shared =
            ["/data/{key}", "/data:batch", "/keys", "/keys/{key}/preference-list", "/keys/{key}/replicas", "/status", "/ring", "/storage", "/cluster", "/info", "/events",
                "/hints", "/hints/deliver", "/vector-clock", "/vector-clock/compare/{target_node}", "/export", "/import",
                "/cluster/join", "/cluster/leave", "/cluster/plan", "/cluster/commit", "/cluster/clear",
                "/merkle-tree", "/merkle-tree/compare/{target_node}", "/merkle-tree/sync", "/vector-clock/sync", "/faults", "/faults/{id}"];
        string[] gossip = ["/gossip/members", "/gossip/status", "/gossip/rumors", "/gossip/join", "/gossip/leave"];
        string[] expected =
        [
            .. shared.Select(route => "/api/v1" + route), .. shared.Select(route => "/api/v1/runs/{run}" + route),
            .. gossip, .. gossip.Select(route => "/api/v1/runs/{run}" + route),
            "/api/v1/runs", "/api/v1/runs/{run}", "/api/v1/runs/{run}/control", "/api/v1/runs/{run}/log", "/api/v1/runs/{run}/verdicts",
            "/api/v1/runs/{run}/export/{format}", "/api/v1/backup", "/api/v1/resources", "/health/live", "/health/ready",
        ];

        Assert.Equal(expected.Order(StringComparer.Ordinal), paths.Names().Order(StringComparer.Ordinal));
        var data = paths.GetProperty("/api/v1/runs/{run}/data/{key}");
        Assert.Equal(["delete", "get", "head", "put"], data.Names().Order(StringComparer.Ordinal));
        var named = data.GetProperty("get").GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString());
        Assert.Equal(["run", "key", "r", "pr", "timeout_ms", "raw", "via"], named);
    }

    [Fact]
    public async Task The_reference_page_is_served_from_here()
    {
        var page = await server.GetAsync("/scalar/");

        Assert.Equal(200, page.Status);
        Assert.Equal("text/html", page.MediaType);
        Assert.DoesNotContain("https://cdn", page.Text, StringComparison.Ordinal);
    }
}
