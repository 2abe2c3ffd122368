// Quorum writes through the whole protocol, on one core, in memory.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Benchmarks;

/// <summary>Five real nodes in a loop: every message is delivered at once, in the order sent. N=3, R=2, W=2.</summary>
internal static class QuorumBenchmark
{
    private const int Operations = 50_000;
    private const int Keys = 1_000;

    /// <summary>Measures blind puts, puts with a context, and gets.</summary>
    public static void Run(Report report)
    {
        report.Line("quorum put, 3 replicas, W=2, in memory", Measurement.Of(() => Drive(Put)), ">= 100,000/s, <= 1,024 B");
        report.Line("quorum get, 3 replicas, R=2, in memory", Measurement.Of(() => Drive(Get)));
    }

    private static long Drive(Func<OperationId, Key, int, ClientRequest> request)
    {
        using var cluster = new LoopCluster(nodes: 5);
        for (var number = 0; number < Operations; number++)
        {
            cluster.Ask(request, number, LoopCluster.KeyOf(number % Keys));
        }

        return cluster.Answered == Operations
            ? Operations
            : throw new InvalidOperationException($"{cluster.Answered} of {Operations} operations were answered.");
    }

    private static ClientRequest.Put Put(OperationId operation, Key key, int number) =>
        new(operation, key, RequestOptions.None, new WriteContent(BitConverter.GetBytes(number), WriteContent.TextContentType), null, false);

    private static ClientRequest.Get Get(OperationId operation, Key key, int number) => new(operation, key, RequestOptions.None);
}
