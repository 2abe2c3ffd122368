// What the clients of a load do next.
using System.Globalization;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation.Clients;
using DynamoKv.Engine.Simulation.Events;
using DynamoKv.Engine.Simulation.Latencies;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Starts the clients of a load.</summary>
internal static class ClientLoads
{
    /// <summary>Plans the first operation, or that of each client.</summary>
    public static void Begin(World world, NamedClients clients, ClientLoad load)
    {
        var chance = world.Root.Stream("clients");
        var plan = new LoadPlan(world, clients, load);
        if (load.Pace is ClientPace.Open open)
        {
            new OpenArrivals(world, clients, load, open, plan, chance).PlanNext(load.Start);
            return;
        }

        var think = ((ClientPace.Closed)load.Pace).Think;
        foreach (var session in clients.Sessions)
        {
            session.Loop = new ClosedLoop(world, clients, load, think, plan, session, chance.Stream(session.Name));
            session.Loop.PlanNext(load.Start);
        }
    }
}

/// <summary>Draws intents: all that one may need, in one order, so that faults never shift what comes after.</summary>
internal sealed class LoadPlan(World world, NamedClients clients, ClientLoad load)
{
    private readonly KeyPicker _keys = new(load.Keys);
    private readonly int _founders = world.Nodes.Count;
    private readonly ScriptContext _context = load.Puts == PutMode.LastRead ? new ScriptContext.LastRead() : new ScriptContext.None();
    private readonly long[] _means = new long[load.Clients + 1];

    /// <summary>What a client does now.</summary>
    public ClientIntent Draw(ClientSession session, int number, DeterministicRandom chance)
    {
        var key = _keys.Pick(chance);
        var share = chance.NextDouble();
        var first = chance.NextInt32(_founders);
        var mean = ++_means[number];
        var name = string.Create(CultureInfo.InvariantCulture, $"{session.Name}-{mean}");
        return new ClientIntent(clients.NextIntent(), name, AskOf(key, share, name), world.Now, first, clients.Options.Request);
    }

    private ScriptAsk AskOf(Key key, double share, string name)
    {
        if (share < load.GetShare)
            return new ScriptAsk.Get(key);
        if (share < load.GetShare + load.DeleteShare)
            return new ScriptAsk.Delete(key, _context);

        return load.Puts == PutMode.AddToSet
            ? new ScriptAsk.Add(key, name)
            : new ScriptAsk.Put(key, WriteContent.Text(name.PadRight(load.ValueBytes, '.')), _context);
    }
}

/// <summary>Picks keys.</summary>
internal sealed class KeyPicker
{
    private readonly KeyChoice _choice;
    private readonly double[] _sums;

    public KeyPicker(KeyChoice choice)
    {
        _choice = choice;
        _sums = new double[choice.Zipf > 0 ? choice.Keys.Length : 0];
        var sum = 0.0;
        for (var index = 0; index < _sums.Length; index++)
            _sums[index] = sum += Math.Pow(index + 1, -choice.Zipf);
    }

    /// <summary>One key; takes one random number.</summary>
    public Key Pick(DeterministicRandom chance)
    {
        if (_sums.Length == 0)
            return _choice.Keys[chance.NextInt32(_choice.Keys.Length)];

        var place = Array.BinarySearch(_sums, chance.NextDouble() * _sums[^1]);
        return _choice.Keys[Math.Min(place < 0 ? ~place : place + 1, _sums.Length - 1)];
    }
}

/// <summary>Operations that come at a rate.</summary>
internal sealed class OpenArrivals(
    World world, NamedClients clients, ClientLoad load, ClientPace.Open pace, LoadPlan plan, DeterministicRandom chance) : IErrand
{
    private const double MicrosecondsPerSecond = 1_000_000;

    private double _evenly = load.Start.Microseconds;

    /// <inheritdoc/>
    public void Run(in ScheduledEvent due)
    {
        var number = chance.NextInt32(load.Clients);
        var session = clients.Sessions[number];
        var intent = plan.Draw(session, number, chance);
        PlanNext(world.Now);
        clients.Mean(session, intent);
    }

    /// <summary>Plans the next arrival.</summary>
    public void PlanNext(Instant from)
    {
        var next = pace.Arrivals == Arrivals.Poisson ? from + PoissonGap() : NextEvenly();
        if (load.Stop is not { } stop || next < stop)
            world.Queue.Add(new ScheduledEvent(next.Microseconds, EventClass.Client, Payload: this));
    }

    private TimeSpan PoissonGap() =>
        Rounding.FromMicroseconds(-Math.Log(Rounding.NextPositive(chance)) / pace.PerSecond * MicrosecondsPerSecond);

    // The sum is kept, not the rounded times: a rate of 3 a second must not drift.
    private Instant NextEvenly() => new((long)Math.Round(_evenly += MicrosecondsPerSecond / pace.PerSecond));
}

/// <summary>One client that asks again when it was answered and has thought.</summary>
internal sealed class ClosedLoop(
    World world, NamedClients clients, ClientLoad load, Latency think, LoadPlan plan, ClientSession session, DeterministicRandom chance) : IErrand
{
    /// <summary>How long a client that finds no node up waits at least before it looks again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan ShortestThought = TimeSpan.FromMicroseconds(1); // else time may stand still

    /// <inheritdoc/>
    public void Run(in ScheduledEvent due) => clients.Mean(session, plan.Draw(session, session.Index, chance));

    /// <summary>Plans the next operation.</summary>
    public void PlanNext(Instant from)
    {
        var thought = think.Draw(chance);
        var next = from + (thought > ShortestThought ? thought : ShortestThought);
        if (load.Stop is not { } stop || next < stop)
            world.Queue.Add(new ScheduledEvent(next.Microseconds, EventClass.Client, Payload: this));
    }
}
