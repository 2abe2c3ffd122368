// What this process uses, as instruments.
using System.Diagnostics.Metrics;
using DynamoKv.Web.Api;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Hosting.Watching;

/// <summary>What this process uses, and who is served; in either mode.</summary>
internal sealed class ServerMeter
{
    public ServerMeter(IMeterFactory meters, WebSocketReaders readers, IRunRegistry runs, TimeProvider time)
    {
        var meter = meters.Create(MeterNames.Meter);
        var began = UnixTime.Now(time);
        meter.CreateObservableGauge("dynamokv.process.start", () => began, MeterNames.Seconds, "When the server was made, in unix time.");
        meter.CreateObservableCounter("dynamokv.process.cpu", () => Environment.CpuUsage.TotalTime.TotalSeconds, MeterNames.Seconds, "Processor time of this process.");
        meter.CreateObservableGauge("dynamokv.process.memory", () => Environment.WorkingSet, MeterNames.Bytes, "Memory that the system holds for this process.");
        meter.CreateObservableGauge("dynamokv.process.heap", () => GC.GetTotalMemory(false), MeterNames.Bytes, "Memory that objects of this process take.");
        meter.CreateObservableCounter("dynamokv.process.gc.pause", () => GC.GetTotalPauseDuration().TotalSeconds, MeterNames.Seconds, "How long collections of garbage have stopped this process.");
        meter.CreateObservableCounter("dynamokv.process.gc.collections", () => GC.CollectionCount(0), "{collection}", "Collections of garbage, of all generations.");
        meter.CreateObservableGauge(
            "dynamokv.process.gc.committed", () => GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes, MeterNames.Bytes, "Memory that the heap held after the last collection, used or not.");
        meter.CreateObservableGauge(
            "dynamokv.process.gc.survived", Survived, MeterNames.Bytes, "What outlived the last collection, by generation; 3 is for large objects.");
        meter.CreateObservableGauge("dynamokv.process.pool.waiting", () => ThreadPool.PendingWorkItemCount, "{item}", "Work that waits for a thread of the pool.");
        meter.CreateObservableGauge("dynamokv.websocket.readers", () => readers.Count, "{reader}", "Clients that listen on /ws.");
        meter.CreateObservableGauge("dynamokv.runs", () => runs.All.Count, "{run}", "Runs of this server; a real cluster is one.");
        meter.CreateObservableGauge(
            "dynamokv.nodes", () => Nodes(runs.Main), "{node}", "Nodes of the main run as the server shows them, by condition.");
    }

    private static IEnumerable<Measurement<long>> Survived()
    {
        var last = GC.GetGCMemoryInfo(GCKind.Any);
        return Enumerable.Range(0, 4).Select(generation => MeterNames.Labelled(
            last.GenerationInfo[generation].SizeAfterBytes, "generation", generation.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static IEnumerable<Measurement<long>> Nodes(IClusterSession main)
    {
        var nodes = main.Current.Head.Nodes.Values.ToList();
        return Enum.GetValues<Engine.Projections.NodeCondition>().Select(condition => MeterNames.Labelled(
            nodes.Count(node => node.Condition == condition), "condition", condition.ToString().ToLowerInvariant()));
    }
}
