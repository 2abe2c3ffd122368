// What the clients do.
using System.Collections.Immutable;
using System.Globalization;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation.Swarm;

/// <summary>What the clients do: a workload, and some requests with terms of their own.</summary>
internal sealed class SwarmRequests(SwarmChance chance, SwarmCluster cluster)
{
    private const int PlannedRequests = 12;

    /// <summary>What the clients name.</summary>
    public ImmutableArray<Key> Keys { get; } =
        [.. Enumerable.Range(1, chance.Among([1, 3, 8])).Select(number => Key.Of($"key:{number}"))];

    public WorkloadOptions Workload() => new()
    {
        Clients = chance.Between(1, 5),
        OperationsPerSecond = chance.Between(30, 90),
        Keys = Keys,
        GetShare = 0.2 + (0.1 * chance.Below(5)),
        DeleteShare = 0.05 * chance.Below(5),
        Stop = SwarmScenario.Calm,
    };

    /// <summary>Requests that override the quorum, and puts that want the key to be free.</summary>
    public IEnumerable<TimedAction> Planned()
    {
        for (var number = 1; number <= PlannedRequests; number++)
        {
            var via = chance.Among(cluster.Nodes);
            var operation = new OperationId(via, number);
            yield return new TimedAction(chance.TimeAfter(Instant.Zero), new RequestAction(via, Request(operation)));
        }
    }

    private ClientRequest Request(OperationId operation)
    {
        var (key, options) = (chance.Among(Keys), Options());
        var value = WriteContent.Text(string.Create(CultureInfo.InvariantCulture, $"p{operation.Number}"));
        return chance.Below(4) switch
        {
            0 => new ClientRequest.Get(operation, key, options),
            1 => new ClientRequest.Delete(operation, key, options, Context: null),
            2 => new ClientRequest.Put(operation, key, options, value, Context: null, OnlyIfAbsent: false),
            _ => new ClientRequest.Put(operation, key, options, value, Context: null, OnlyIfAbsent: true),
        };
    }

    private RequestOptions Options()
    {
        var replicas = cluster.Quorum.N;
        return new RequestOptions(
            Read: chance.Happens(0.3) ? chance.Between(1, replicas) : null,
            Write: chance.Happens(0.3) ? chance.Between(cluster.Quorum.W, replicas) : null,
            IsSloppy: chance.Happens(0.3) ? false : null);
    }
}
