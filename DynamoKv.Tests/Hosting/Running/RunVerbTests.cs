// Scenarios without a browser: exit codes, the results folder, parts and their sum.
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DynamoKv.Web.Hosting;
using DynamoKv.Web.Hosting.Running;

namespace DynamoKv.Tests.Hosting.Running;

public sealed class RunVerbTests : IDisposable
{
    private const string Head = "dynamokv: 1\nname: tiny\nuntil: 1s\nsettle: 1s\ncluster: { nodes: { count: 3 }, ring: { tokens: 4 } }\n";
    private const string OnePut = "workload: { script: [ { at: 100ms, id: w1, client: ann, put: { key: k, value: milk } } ] }\n";

    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{ id: a1, kind: no_lost_acked_writes }", 0, "a1 no_lost_acked_writes: pass, pass expected: 1 acknowledged write is shown")]
    [InlineData("{ id: a1, kind: no_lost_acked_writes, expect: fail }", RunVerb.NotAsExpected, "a1 no_lost_acked_writes: pass, fail expected")]
    [InlineData("{ id: a1, kind: latency, op: put, p: 100, max: 1us }", RunVerb.NotAsExpected, "a1 latency: fail, pass expected")]
    [InlineData("{ id: a1, kind: siblings, max: 1 }", RunVerb.Unknown, "a1 siblings: unknown, pass expected: Nobody read anything.")]
    public async Task The_exit_code_says_what_came_of_a_run(string assertion, int code, string said)
    {
        var run = await RunFolder.RunAsync(_folder.Add("tiny.yaml", $"{Head}{OnePut}assert: [ {assertion} ]\n"));

        Assert.Contains(said, run.Output, StringComparison.Ordinal);
        Assert.Equal((code, ""), (run.Code, run.Errors));
    }

    [Fact]
    public async Task An_invalid_scenario_is_told_line_by_line_and_nothing_is_run()
    {
        _folder.Add("good.yaml", Head + OnePut);
        var bad = _folder.Add("bad.yaml", $"{Head}seeds: 3\ncluster: {{ quorums: {{}} }}\nassert: [ {{ id: a1, kind: lost_writes }} ]\n");

        var run = await RunFolder.RunAsync(_folder.PathOf("."), "--out", _folder.PathOf("out"));

        Assert.Equal((RunVerb.Unknown, ""), (run.Code, run.Output));
        Assert.All(run.Errors.Trim().Split('\n'), line => Assert.Matches(@"bad\.yaml: line \d+, column \d+: .*[.?]$", line.TrimEnd('\r')));
        Assert.Contains("line 6, column 1: there is no word 'seeds' here: did you mean 'seed'?", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.PathOf("out")));
        Assert.True(File.Exists(bad));
    }

    [Theory]
    [InlineData("'run' needs a scenario: a file or a folder; see run --help.")]
    [InlineData("There is no file or folder 'nowhere.yaml'.", "nowhere.yaml")]
    [InlineData("'run' does not know '--sed': see run --help.", "x.yaml", "--sed", "3")]
    [InlineData("--seed is '-3': it must be a whole number from 0.", "x.yaml", "--seed", "-3")]
    [InlineData("--repeat is 'often': it must be a whole number from 1 to 1000000.", "x.yaml", "--repeat", "often")]
    [InlineData("--parallel is '0': it must be a whole number from 1 to 256.", "x.yaml", "--parallel", "0")]
    [InlineData("--shard is '3/2': it must be a part and how many there are, like 2/4.", "x.yaml", "--shard", "3/2")]
    [InlineData("--resume goes with --out: it says which results are there already.", "x.yaml", "--resume")]
    [InlineData("'run' needs a value after --out: see run --help.", "x.yaml", "--out")]
    public async Task Wrong_words_are_refused_with_a_sentence(string sentence, params string[] words) =>
        Assert.Equal(sentence, (await Assert.ThrowsAsync<SettingException>(() => RunFolder.RunAsync(words))).Message);

    [Fact]
    public async Task The_results_folder_holds_everything_of_a_run()
    {
        await RunFolder.RunAsync(_folder.Add("tiny.yaml", $"{Head}{OnePut}assert: [ {{ id: a1, kind: no_lost_acked_writes }} ]\n"), "--out", _folder.PathOf("out"));

        var files = _folder.Contents("out");
        var record = RunRecord.FromLine(files["results.jsonl"].Trim())!;
        var log = files["runs/tiny-seed-42/log.jsonl"];
        Assert.Equal(
            ["history.csv", "latency.svg", "log.jsonl", "replay.html", "shiviz.log", "throughput.svg", "verdicts.json"],
            files.Keys.Where(name => name.StartsWith("runs", StringComparison.Ordinal)).Select(Path.GetFileName));
        Assert.Equal((record.LogLines, record.Hash), (log.Count(c => c == '\n'), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(log)))));
        Assert.Equal("pass", JsonDocument.Parse(files["runs/tiny-seed-42/verdicts.json"]).RootElement[0].GetProperty("outcome").GetString());
        Assert.Equal(2, files["runs/tiny-seed-42/history.csv"].Split("put,k,milk", StringSplitOptions.None).Length);
        Assert.Equal(2, files["results.csv"].Trim().Split('\n').Length);
        Assert.Contains("tiny", files["summary.txt"], StringComparison.Ordinal);
        Assert.All(files.Where(file => file.Key.EndsWith(".html", StringComparison.Ordinal) || file.Key.EndsWith(".svg", StringComparison.Ordinal)),
            file => Assert.DoesNotMatch("(src|href|url)\\s*[=(]\\s*[\"']?https?:", file.Value));
    }

    [Fact]
    public async Task Parts_that_are_joined_are_the_same_as_the_whole_to_the_byte()
    {
        var scenario = _folder.Add("sweep.yaml", RunFolder.Sweep);
        Assert.Equal(0, (await RunFolder.RunAsync(scenario, "--out", _folder.PathOf("whole"))).Code);
        string[] parts = [.. Enumerable.Range(1, 4).Select(part => _folder.PathOf($"part-{part}"))]; // four of six runs: two parts have two
        for (var part = 1; part <= 4; part++)
            Assert.Equal(0, (await RunFolder.RunAsync(scenario, "--out", parts[part - 1], "--shard", $"{part}/4", "--parallel", "1")).Code);

        Assert.Equal(0, await RunFolder.MergeAsync([.. parts, "--out", _folder.PathOf("joined")]));

        Assert.Equal(_folder.Contents("whole"), _folder.Contents("joined"));
        Assert.Equal(6, File.ReadAllLines(_folder.PathOf("joined/results.jsonl")).Length);
        Assert.Equal([1, 1, 2, 2], parts.Select(part => File.ReadAllLines(Path.Combine(part, "results.jsonl")).Length).Order());
    }

    [Fact]
    public async Task A_process_that_was_killed_is_resumed_and_nothing_is_run_twice()
    {
        var scenario = _folder.Add("sweep.yaml", RunFolder.Sweep);
        await RunFolder.RunAsync(scenario, "--out", _folder.PathOf("out"));
        var (whole, results) = (_folder.Contents("out"), _folder.PathOf("out/results.jsonl"));
        var lines = File.ReadAllLines(results);
        File.WriteAllText(results, $"{lines[0]}\n{lines[4]}\n{lines[2][..100]}"); // as a kill in the middle of a line leaves it
        File.Delete(_folder.PathOf("out/results.csv"));

        var refusal = await Assert.ThrowsAsync<SettingException>(() => RunFolder.RunAsync(scenario, "--out", _folder.PathOf("out")));
        var run = await RunFolder.RunAsync(scenario, "--out", _folder.PathOf("out"), "--resume");

        Assert.Contains("give --resume to go on with them", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, run.Code);
        Assert.Equal(whole, _folder.Contents("out"));
    }

    [Fact]
    public async Task Results_of_another_version_of_a_scenario_are_not_mixed_in()
    {
        var scenario = _folder.Add("sweep.yaml", RunFolder.Sweep);
        await RunFolder.RunAsync(scenario, "--out", _folder.PathOf("one"), "--repeat", "1");
        await RunFolder.RunAsync(_folder.Add("other.yaml", RunFolder.Sweep.Replace("40/s", "41/s", StringComparison.Ordinal)), "--out", _folder.PathOf("two"), "--repeat", "1");

        var mixed = await Assert.ThrowsAsync<SettingException>(() => RunFolder.RunAsync(scenario, "--out", _folder.PathOf("two"), "--repeat", "1", "--resume"));
        var joined = await Assert.ThrowsAsync<SettingException>(() => RunFolder.MergeAsync(_folder.PathOf("one"), _folder.PathOf("two"), "--out", _folder.PathOf("both")));
        File.WriteAllText(_folder.PathOf("two/small-sweep.yaml"), File.ReadAllText(_folder.PathOf("one/small-sweep.yaml")));
        var differing = await Assert.ThrowsAsync<SettingException>(() => RunFolder.MergeAsync(_folder.PathOf("one"), _folder.PathOf("two"), "--out", _folder.PathOf("both")));

        Assert.Contains("another version of the scenario 'small-sweep'", mixed.Message, StringComparison.Ordinal);
        Assert.Contains("their results can't be joined", joined.Message, StringComparison.Ordinal);
        Assert.Contains("came out otherwise", differing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_has_a_rate_and_the_time_that_is_left() => Assert.Equal(
        "12 of 61 runs, 20.0 virtual seconds a second, 18 s left",
        RunProgress.Text(12, 61, TimeSpan.FromSeconds(240), TimeSpan.FromSeconds(600), TimeSpan.FromSeconds(12)));
}
