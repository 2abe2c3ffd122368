// The command "experiment".
using DynamoKv.Tests.Storage;
using DynamoKv.Web.Hosting;
using DynamoKv.Web.Hosting.Experiments;

namespace DynamoKv.Tests.Hosting.Experiments;

public sealed class ExperimentVerbTests
{
    [Fact]
    public async Task It_measures_prints_the_table_and_writes_a_folder_with_which_it_can_go_on()
    {
        using var folder = new TemporaryFolder();
        var output = new StringWriter();

        Assert.Equal(0, await RunAsync(output, "figure-3", "--quick", "--out", folder.Path));
        Assert.Contains("[(Sx,3),(Sy,1),(Sz,1)]", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("agrees: yes; seeds 1, 2 parts", output.ToString(), StringComparison.Ordinal);

        var parts = Path.Combine(folder.Path, "figure-3.parts.jsonl");
        var (lines, csv) = (File.ReadAllLines(parts), File.ReadAllText(Path.Combine(folder.Path, "figure-3.csv")));
        File.WriteAllText(parts, $"{lines[0]}\n{lines[1][..20]}"); // the process was killed while it wrote

        Assert.Equal(0, await RunAsync(new StringWriter(), "figure-3", "--quick", "--out", folder.Path));
        Assert.Equal(csv, File.ReadAllText(Path.Combine(folder.Path, "figure-3.csv")));
        Assert.Equal(lines.Order(), (File.ReadAllLines(parts)).Order());
        Assert.All(["figure-3.json", "figure-3.md"], name => Assert.True(File.Exists(Path.Combine(folder.Path, name)), name));
    }

    [Fact]
    public async Task A_scenario_file_is_run_over_its_sweep()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "small.yaml");
        File.WriteAllText(file, """
            dynamokv: 1
            name: small
            summary: "Small."
            until: 1s
            settle: 1s
            workload: { clients: 1, rate: { open: 20/s } }
            assert: [ { id: a1, kind: availability, min: 100%, expect: fail } ]
            sweep: { cluster.quorum.r: [1, 2] }
            """);
        var output = new StringWriter();

        Assert.Equal(1, await RunAsync(output, file)); // nothing fails, so an assertion that expects it does not come as expected
        Assert.Contains("r = 2", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_what_there_is()
    {
        var output = new StringWriter();

        Assert.Equal(0, await RunAsync(output, "--help"));
        Assert.Contains("pbs-table-4", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there-is-none")]
    [InlineData("--fast")]
    [InlineData("--out")]
    [InlineData("--parallel", "0")]
    public async Task Wrong_words_are_refused(params string[] words) =>
        await Assert.ThrowsAsync<SettingException>(() => RunAsync(new StringWriter(), words));

    private static Task<int> RunAsync(StringWriter output, params string[] words) =>
        ExperimentVerb.RunAsync(words, output, TextWriter.Null, TestContext.Current.CancellationToken);
}
