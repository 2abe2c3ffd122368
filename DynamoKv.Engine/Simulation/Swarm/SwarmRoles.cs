// How the nodes behave: every role on or off, with fast periods.
using DynamoKv.Engine.Node;

namespace DynamoKv.Engine.Simulation.Swarm;

/// <summary>How the nodes behave: every role on or off, with periods that fit into seconds. The one place where a role is switched on.</summary>
internal static class SwarmRoles
{
    public static NodeOptions Draw(SwarmChance chance, SwarmCluster cluster) => new()
    {
        Quorum = cluster.Quorum,
        RequestTimeout = TimeSpan.FromMilliseconds(250),
        ForwardGrace = TimeSpan.FromMilliseconds(100),
        StragglerWait = chance.Milliseconds(60, 160),
        SuspicionPeriod = chance.Milliseconds(150, 500),
        ReadRepair = (ReadRepairMode)chance.Below(3),
        Coordinator = (CoordinatorChoice)chance.Below(3),
        MaxSiblings = chance.Happens(0.15) ? 3 : 100,
        Handoff = Handoff(chance),
        AntiEntropy = AntiEntropy(chance),
        Gossip = Gossip(chance, cluster),
        Transfers = Transfers(chance),
    };

    private static HandoffOptions? Handoff(SwarmChance chance)
    {
        var options = new HandoffOptions
        {
            IsSloppy = chance.Happens(0.85),
            FallbackAfter = chance.Milliseconds(30, 120),
            DeliverEvery = chance.Milliseconds(200, 800),
            Window = chance.Among([1, 4, 32]),
            MaxHints = chance.Happens(0.15) ? 1 : 1000,
        };
        return chance.Happens(0.7) ? options : null;
    }

    private static AntiEntropyOptions? AntiEntropy(SwarmChance chance)
    {
        var options = new AntiEntropyOptions
        {
            Every = chance.Milliseconds(150, 500),
            BatchKeys = chance.Among([1, 3, 100]),
            BuildRows = chance.Among([1, 1000]),
            BuildEvery = chance.Milliseconds(1, 20),
            ScrubEvery = chance.Milliseconds(300, 1000),
            Leaves = chance.Among([1, 64, 1024]),
            BatchesPerStep = chance.Among([1, 8]),
            AnswerWithin = chance.Milliseconds(80, 250),
            Retries = chance.Below(3),
        };
        return chance.Happens(0.6) ? options : null;
    }

    private static GossipOptions? Gossip(SwarmChance chance, SwarmCluster cluster)
    {
        var options = new GossipOptions
        {
            Every = chance.Milliseconds(60, 200),
            Fanout = chance.Between(1, 2),
            Seeds = [.. cluster.Nodes.Take(chance.Between(1, 2))],
            DownAfter = chance.Happens(0.5) ? chance.Milliseconds(400, 900) : null,
        };
        return chance.Happens(0.6) ? options : null;
    }

    private static TransferOptions Transfers(SwarmChance chance) => new()
    {
        BatchKeys = chance.Among([1, 3, 100]),
        RetryAfter = chance.Milliseconds(100, 300),
        PatienceRetries = chance.Between(1, 3),
        ScanRows = chance.Among([1, 1000]),
        BusyWait = TimeSpan.FromMilliseconds(50),
        StraysEvery = chance.Milliseconds(500, 1000),
    };
}
