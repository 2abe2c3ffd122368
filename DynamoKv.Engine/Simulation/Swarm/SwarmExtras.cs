// What not every cluster has: reaping, times to live, buffered writes, admission, clocks that go wrong.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Swarm;

/// <summary>What not every cluster has: reaping, times to live, buffered writes, admission of background work, clocks that go wrong.</summary>
internal sealed class SwarmExtras(SwarmChance chance)
{
    /// <summary>Buffered writes leave one durable copy only, so they are known before any fault is drawn.</summary>
    public NodeOptions AddTo(NodeOptions node) => node with
    {
        Reaping = Reaping(),
        Admission = Admission(),
        BufferedWrites = Buffering(),
    };

    /// <summary>
    /// Clocks of some nodes go wrong, and are set right again; but not where a disk may be lost: a node that forgets how
    /// often it has lived has only its clock to tell its lives apart.
    /// </summary>
    public IEnumerable<TimedAction> WrongClocks(SwarmCluster cluster, bool isDiskLost)
    {
        foreach (var node in chance.Happens(0.4) && !isDiskLost ? chance.Some(cluster.Nodes) : [])
        {
            var start = chance.TimeAfter(Instant.Zero);
            var end = chance.TimeAfter(start);
            var offset = TimeSpan.FromMilliseconds(chance.Among([-3000, -150, -20, 20, 150, 3000]));
            var fault = $"clock-{node}";
            yield return new TimedAction(start, new ClockAction(fault, node, offset, chance.Among([0, -500, 500])));
            yield return new TimedAction(end <= start ? SwarmScenario.Calm : end, new HealAction(fault));
        }
    }

    /// <summary>Gives some puts a time to live.</summary>
    public IEnumerable<TimedAction> Mortal(IEnumerable<TimedAction> planned)
    {
        foreach (var (at, action) in planned)
        {
            yield return action is RequestAction { Request: ClientRequest.Put put } request && chance.Happens(0.3)
                ? new TimedAction(at, request with { Request = put with { Content = put.Content with { TimeToLive = chance.Milliseconds(100, 2000) } } })
                : new TimedAction(at, action);
        }
    }

    private ReapingOptions? Reaping()
    {
        var options = new ReapingOptions
        {
            Grace = chance.Milliseconds(150, 500),
            Every = chance.Milliseconds(150, 500),
            Settle = chance.Milliseconds(150, 400),
            BatchKeys = chance.Among([1, 3, 100]),
        };
        return chance.Happens(0.7) ? options : null;
    }

    private AdmissionOptions? Admission()
    {
        var options = new AdmissionOptions
        {
            P99Threshold = chance.Milliseconds(1, 50),
            Window = chance.Milliseconds(500, 2000),
            AdjustEvery = chance.Milliseconds(50, 200),
            MinSlicesPerSecond = chance.Among([5, 50]),
            RetryAfter = chance.Milliseconds(10, 50),
        };
        return chance.Happens(0.25) ? options : null;
    }

    private BufferedWriteOptions? Buffering()
    {
        var options = new BufferedWriteOptions { FlushEvery = chance.Milliseconds(50, 1000), MaxRows = chance.Among([2, 100]) };
        return chance.Happens(0.15) ? options : null;
    }
}
