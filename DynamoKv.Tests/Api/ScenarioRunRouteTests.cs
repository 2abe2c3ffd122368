// Runs of scenarios, and runs that are kept, over HTTP.
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Tests.Api;

public sealed class ScenarioRunRouteTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private const string Small = """
        dynamokv: 1
        name: small
        seed: 3
        until: 4s
        settle: 2s
        workload: { clients: 2, rate: { open: 20/s }, keys: { count: 5 } }
        assert:
          - { id: a1, kind: no_lost_acked_writes }
          - { id: a2, kind: siblings, max: 0, expect: fail }
        """;

    [Fact]
    public async Task A_scenario_is_started_run_to_its_end_and_judged()
    {
        var run = await StartAsync(Small, "application/yaml");
        Assert.Equal(6, (await server.GetAsync(run))["end"].GetDouble());
        Assert.False((await server.GetAsync(run + "/verdicts"))["over"].GetBoolean());

        var there = await ControlAsync(run, new { action = "seek", to = 100 });

        Assert.Equal(6, there["now"].GetDouble());
        Assert.Contains("is over", there["stopped_because"].GetString(), StringComparison.Ordinal);
        var verdicts = await server.GetAsync(run + "/verdicts");
        Assert.Equal(["run", "over", "as_expected", "verdicts", "figures"], verdicts.Names);
        Assert.True(verdicts["over"].GetBoolean());
        Assert.True(verdicts["as_expected"].GetBoolean());
        Assert.Equal(["id", "kind", "expected", "outcome", "as_expected", "sentence", "lines"], verdicts["verdicts"][0].Names());
        Assert.Equal("pass", verdicts["verdicts"][0].GetProperty("outcome").GetString());
        Assert.True(verdicts["figures"].GetProperty("done").GetInt32() > 50);
    }

    [Fact]
    public async Task A_scenario_may_be_json_and_its_seed_may_be_given_apart()
    {
        var whole = await StartAsync("{\"dynamokv\":1,\"name\":\"json\",\"seed\":8,\"until\":\"1s\"}", "application/json");
        var wrapped = await StartAsync(JsonSerializer.Serialize(new { scenario = Small, seed = 9 }), "application/json");
        var nested = await StartAsync("{\"scenario\":{\"dynamokv\":1,\"name\":\"nested\",\"until\":\"1s\"}}", "application/json");
        var asked = await StartAsync(Small, "text/yaml; charset=utf-8", "?seed=10");

        Assert.Equal(["json", "small", "nested", "small"], await TitlesAsync(whole, wrapped, nested, asked));
        Assert.Equal(8, (await server.GetAsync(whole))["seed"].GetInt32());
        Assert.Equal(9, (await server.GetAsync(wrapped))["seed"].GetInt32());
        Assert.Equal(10, (await server.GetAsync(asked))["seed"].GetInt32());
    }

    [Fact]
    public async Task An_invalid_scenario_answers_every_problem_with_its_line_and_the_nearest_word_and_starts_nothing()
    {
        var before = server.Runs.All.Count;

        var refused = await PostAsync("dynamokv: 1\nname: wrong\nuntill: 4s\ncluster:\n  quorum: { n: 9 }\n", "application/yaml");

        refused.IsProblem(400, "untill");
        var problems = refused["problems"].EnumerateArray().ToArray();
        Assert.True(problems.Length >= 2);
        Assert.Equal(3, problems[0].GetProperty("line").GetInt32());
        Assert.Contains("'until'", problems[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("line 5, column 3: cluster: n is 9", problems[1].GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal(before, server.Runs.All.Count);
    }

    [Theory]
    [InlineData("text/plain", "x", 415, "application/yaml")]
    [InlineData("application/json", "{\"scenario\":1}", 400, "")]
    [InlineData("application/json", "[1]", 400, "must be a JSON object")]
    [InlineData("application/yaml", "\"", 400, "")]
    public async Task A_body_that_is_no_scenario_is_refused(string type, string body, int status, string words) =>
        (await PostAsync(body, type)).IsProblem(status, words);

    [Fact]
    public async Task The_log_is_streamed_whole_or_in_part_in_its_canonical_lines()
    {
        var run = await StartAsync(Small, "application/yaml");
        await ControlAsync(run, new { action = "seek", to = 2 });
        var count = (await server.GetAsync(run))["event_count"].GetInt32();

        var whole = await server.GetAsync(run + "/log");
        var part = await server.GetAsync(run + "/log?from=5&to=7");

        Assert.Equal("application/x-ndjson", whole.MediaType);
        Assert.Equal(count, Lines(whole).Length);
        Assert.Equal(Lines(whole)[4..7], Lines(part));
        Assert.Equal(["n", "at"], JsonDocument.Parse(Lines(part)[0]).RootElement.Names()[..2]);
        (await server.GetAsync(run + "/log?from=7&to=5")).IsProblem(400, "before 'from'");
        (await server.GetAsync(run + "/log?from=0")).IsProblem(400, "from");
    }

    [Fact]
    public async Task What_people_did_is_exported_as_a_scenario_that_does_the_same_again()
    {
        var run = await StartAsync(Small, "application/yaml");
        await ControlAsync(run, new { action = "seek", to = 1 });
        server.Runs.Find(run.Split('/')[^1])!.Controls!.Apply(new CrashAction(new NodeId("B"), CrashLoss.Unsynced));
        await server.PutAsync(run + "/data/mine", new { value = "milk" });
        await ControlAsync(run, new { action = "pause" });
        var log = Lines(await server.GetAsync(run + "/log"));

        var file = await server.GetAsync(run + "/export/scenario");

        Assert.Equal("application/yaml", file.MediaType);
        Assert.Contains("attachment; filename=\"small-seed-3-run-", file.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Contains("crash: { node: B, lose: unsynced }", file.Text, StringComparison.Ordinal);
        Assert.Contains("value: milk", file.Text, StringComparison.Ordinal);
        var again = await StartAsync(file.Text, "application/yaml");
        await ControlAsync(again, new { action = "seek", to = 100 });
        Assert.Equal(log, Lines(await server.GetAsync(again + "/log"))[..log.Length]);
    }

    [Fact]
    public async Task A_run_is_exported_for_other_tools_and_for_a_disk_without_a_network()
    {
        var run = await StartAsync(Small, "application/yaml");
        await ControlAsync(run, new { action = "seek", to = 100 });

        var html = await server.GetAsync(run + "/export/html");
        var shiviz = await server.GetAsync(run + "/export/shiviz");
        var log = await server.GetAsync(run + "/export/log");

        Assert.Equal("text/html", html.MediaType);
        Assert.StartsWith("attachment", html.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Contains("no_lost_acked_writes", html.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html.Text, StringComparison.Ordinal);
        Assert.Matches("(?m)^A \\{\"A\": 1", shiviz.Text);
        Assert.Equal((await server.GetAsync(run + "/log")).Text, log.Text);
        (await server.GetAsync(run + "/export/pdf")).IsProblem(404, "log, scenario, shiviz or html");
    }

    [Fact]
    public async Task A_run_that_is_closed_stays_in_the_archive_is_opened_again_and_branched()
    {
        var run = await StartAsync(Small, "application/yaml");
        await ControlAsync(run, new { action = "seek", to = 2 });
        var log = (await server.GetAsync(run + "/log")).Text;
        server.Runs.Close(run.Split('/')[^1]);
        var stored = (await server.GetAsync("/api/v1/runs"))["stored"].EnumerateArray().First(one => one.GetProperty("title").GetString() == "small");
        var url = stored.GetProperty("url").GetString()!;

        var kept = await server.GetAsync(url);
        Assert.True(kept.Names.Contains("log_hash"), kept.Text);
        Assert.Equal(stored.GetProperty("log_hash").GetString(), kept["log_hash"].GetString());
        Assert.Equal(log, (await server.GetAsync(url + "/log")).Text);
        Assert.Contains("name: small", (await server.GetAsync(url + "/export/scenario")).Text, StringComparison.Ordinal);
        Assert.False((await server.GetAsync(url + "/verdicts"))["over"].GetBoolean());
        (await server.GetAsync(url + "/keys")).IsProblem(409, "is kept, but not open");

        var fork = await server.PostAsync(url + "/control", new { action = "fork", @event = 30 });
        Assert.Equal(201, fork.Status);
        var open = await server.PostAsync(url + "/control", new { action = "pause" });
        Assert.Equal(stored.GetProperty("run").GetString(), open["stored_as"].GetString());
        Assert.Equal(log, (await server.GetAsync(open["url"].GetString() + "/log")).Text);
        Assert.Equal(open["run"].GetString(), (await server.GetAsync(url))["run"].GetString());
    }

    [Fact]
    public async Task A_deleted_run_is_gone_for_good_and_main_can_not_be_deleted()
    {
        var run = await StartAsync(Small, "application/yaml");
        await ControlAsync(run, new { action = "seek", to = 1 });

        var gone = await server.SendAsync(HttpMethod.Delete, run);

        Assert.Equal(200, gone.Status);
        Assert.Contains("gone from the archive", gone["message"].GetString(), StringComparison.Ordinal);
        (await server.GetAsync(run)).IsProblem(404, "There is no run");
        (await server.SendAsync(HttpMethod.Delete, "/api/v1/runs/main")).IsProblem(409, "shared by everybody");
        (await server.GetAsync("/api/v1/runs/stored-999999")).IsProblem(404, "There is no run");
    }

    [Fact]
    public async Task A_run_does_not_go_back_in_time_by_itself()
    {
        var run = await StartAsync(Small, "application/yaml");
        await ControlAsync(run, new { action = "seek", to = 2 });

        (await server.PostAsync(run + "/control", new { action = "seek", to = 1 })).IsProblem(409, "fork it");
    }

    private async Task<string> StartAsync(string body, string type, string query = "")
    {
        var made = await server.SendAsync(HttpMethod.Post, "/api/v1/runs" + query, Content(body, type));
        Assert.True(made.Status == 201, made.Text);
        return made["url"].GetString()!;
    }

    private Task<Reply> PostAsync(string body, string type) => server.SendAsync(HttpMethod.Post, "/api/v1/runs", Content(body, type));

    private static StringContent Content(string body, string type) => new(body, System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type));

    private async Task<Reply> ControlAsync(string run, object action)
    {
        var reply = await server.PostAsync(run + "/control", action);
        Assert.True(reply.Status == 200, reply.Text);
        return reply;
    }

    private async Task<string[]> TitlesAsync(params string[] runs)
    {
        var titles = new List<string>();
        foreach (var run in runs)
            titles.Add((await server.GetAsync(run))["title"].GetString()!);
        return [.. titles];
    }

    private static string[] Lines(Reply reply) => reply.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
