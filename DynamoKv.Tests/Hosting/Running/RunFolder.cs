// A folder with scenarios, and the commands that run them.
using DynamoKv.Tests.Storage;
using DynamoKv.Web.Hosting.Running;

namespace DynamoKv.Tests.Hosting.Running;

/// <summary>A folder with scenarios, and the commands "run" and "merge" in this process.</summary>
internal sealed class RunFolder : IDisposable
{
    public const string Sweep = """
        dynamokv: 1
        name: small-sweep
        summary: "Two quorums, three seeds each."
        seed: 3
        until: 1s
        settle: 500ms
        cluster: { nodes: { count: 3 }, ring: { tokens: 4 }, anti_entropy: off }
        network: { latency: { dist: exponential, mean: 2ms } }
        workload: { clients: 2, rate: { open: 40/s }, keys: { count: 3 } }
        assert: [ { id: a1, kind: no_lost_acked_writes }, { id: a2, kind: stale_reads, max: 100% } ]
        repeat: 3
        sweep: { cluster.quorum.r: [1, 2] }
        """;

    private readonly TemporaryFolder _folder = new();

    public string PathOf(string name) => Path.Combine(_folder.Path, name);

    /// <summary>Writes a scenario; gives its path.</summary>
    public string Add(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>Runs; gives the exit code and what was said.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (await RunVerb.RunAsync(words, output, errors, TestContext.Current.CancellationToken), output.ToString(), errors.ToString());
    }

    /// <summary>Joins; gives the exit code.</summary>
    public static async Task<int> MergeAsync(params string[] words)
    {
        using var output = new StringWriter();
        return await MergeVerb.RunAsync(words, output);
    }

    /// <summary>Every file below a folder, with what it holds.</summary>
    public SortedDictionary<string, string> Contents(string name) => new(
        Directory.GetFiles(PathOf(name), "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(PathOf(name), file), File.ReadAllText), StringComparer.Ordinal);

    public void Dispose() => _folder.Dispose();
}
