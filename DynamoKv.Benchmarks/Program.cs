// The benchmarks' command line: one verb a subject, "all" for all of them.
using System.Globalization;
using DynamoKv.Benchmarks;
using DynamoKv.Benchmarks.Processes;
using DynamoKv.Benchmarks.Serving;
using DynamoKv.Benchmarks.Soak;
using DynamoKv.Benchmarks.TornWal;

if (args is ["hashes", ..])
{
    return HashesVerb.Run(args); // no benchmark: the log hashes of many seeds, for comparing two processes
}

if (args is ["processes", ..])
{
    return await ProcessesVerb.RunAsync(args); // no benchmark: kills real nodes under load and judges what is left
}

if (args is ["soak", ..])
{
    return await SoakVerb.RunAsync(args); // no benchmark: a cluster at work for long, which must not grow
}

if (args is ["torn-wal", ..])
{
    return TornWalVerb.Run(args); // no benchmark: databases as power cuts leave them
}

if (args is ["serve", ..])
{
    return await ServeVerb.RunAsync(args); // real nodes under load beside what they are compared with
}

if (args is ["bare-server", var port])
{
    return await BareServer.RunAsync(int.Parse(port, CultureInfo.InvariantCulture)); // one of those
}

if (args is ["swarm", ..])
{
    return SwarmVerb.Run(args); // no benchmark either: random runs that must hold what was promised
}

if (args is ["staleness", ..])
{
    return StalenessVerb.Run(args); // nor is this: published staleness beside the model and beside the nodes
}

var verbs = new Dictionary<string, Action<Report>>(StringComparer.Ordinal)
{
    ["core"] = CoreBenchmark.Run,
    ["quorum"] = QuorumBenchmark.Run,
    ["run"] = RunBenchmark.Run,
    ["scenario"] = ScenarioBenchmark.Run,
    ["scale"] = ScaleBenchmark.Run,
    ["ring"] = RingBenchmark.Run,
    ["storage"] = StorageBenchmark.Run,
    ["clocks"] = ClockBenchmark.Run,
    ["merkle"] = MerkleBenchmark.Run,
    ["host"] = HostBenchmark.Run,
    ["transport"] = TransportBenchmark.Run,
    ["histories"] = HistoryBenchmark.Run,
};

var chosen = args is ["all"] ? [.. verbs.Keys] : args;
if (chosen.Length == 0 || chosen.Any(verb => !verbs.ContainsKey(verb)))
{
    Console.Error.WriteLine($"Name what to measure: {string.Join(", ", verbs.Keys)}, all; or hashes, swarm, staleness, processes, soak, torn-wal, serve.");
    return 1;
}

var report = new Report(Console.Out);
report.Open();
foreach (var verb in chosen)
{
    verbs[verb](report);
}

return 0;

/// <summary>Not public, so that it is nobody's entry point but its own.</summary>
internal sealed partial class Program;
