// Deletes that somebody does not hear of.
using System.Globalization;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation.Swarm;

/// <summary>
/// Keys that are written once and deleted while one node is away, deaf, or has its copy kept elsewhere: what a tombstone
/// is for. The workload leaves them alone, so that there is time to forget them for good.
/// </summary>
internal sealed class SwarmGraves(SwarmChance chance, SwarmCluster cluster)
{
    private const int FirstNumber = 100; // above the other requests of a scenario
    private const int Graves = 6;

    public IEnumerable<TimedAction> Draw()
    {
        var victim = chance.Among(cluster.Nodes);
        var put = At(chance.Between(20, 300));
        var delete = put + chance.Milliseconds(100, 400);
        var isAwayForThePut = chance.Happens(0.3);
        var away = isAwayForThePut ? put : delete;
        foreach (var harm in Harm(victim, away + -TimeSpan.FromMilliseconds(15), away + chance.Milliseconds(30, 700)))
            yield return harm;

        for (var grave = 1; grave <= Graves; grave++)
        {
            var key = Key.Of(string.Create(CultureInfo.InvariantCulture, $"grave:{grave}"));
            var via = chance.Among([.. cluster.Nodes.Where(node => node != victim)]);
            var value = WriteContent.Text(string.Create(CultureInfo.InvariantCulture, $"body {grave}"));
            yield return At(put, new ClientRequest.Put(Name(via, grave * 2), key, RequestOptions.None, value, Context: null, OnlyIfAbsent: false));
            yield return At(delete, new ClientRequest.Delete(Name(via, (grave * 2) + 1), key, RequestOptions.None, Context: null));
        }
    }

    private IEnumerable<TimedAction> Harm(NodeId victim, Instant start, Instant end)
    {
        const string fault = "grave";
        if (chance.Happens(0.5))
        {
            yield return new TimedAction(start, new LinkAction(fault, null, victim, chance.Latency(), 1, 0));
            yield return new TimedAction(end, new HealAction(fault));
        }
        else
        {
            yield return new TimedAction(start, new CrashAction(victim, CrashLoss.Memory));
            yield return new TimedAction(chance.Happens(0.5) ? end : SwarmScenario.Calm, new RestartAction(victim));
        }
    }

    private static Instant At(int milliseconds) => Instant.After(TimeSpan.FromMilliseconds(milliseconds));

    private static TimedAction At(Instant at, ClientRequest request) => new(at, new RequestAction(request.Operation.Entry, request));

    private static OperationId Name(NodeId via, int number) => new(via, FirstNumber + number);
}
