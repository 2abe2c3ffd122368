// The network between simulated nodes: how long messages travel, and which never arrive.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation.Events;
using DynamoKv.Engine.Simulation.Logging;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>
/// Carries messages. Each link has a stream of its own for its chance (latency, loss, duplicates) and one for faults, so
/// that a fault on one link leaves the draws of the others, and of its own fair weather, as they were.
/// </summary>
internal sealed class SimulatedNetwork
{
    private readonly NetworkOptions _options;
    private readonly EventQueue _queue;
    private readonly EventLog _log;
    private readonly NodeTable _nodes;
    private readonly DeterministicRandom _root;
    private readonly Dictionary<(int Sender, int Receiver), LinkChance> _chances = [];
    private readonly List<INetworkRule> _rules = [];
    private readonly Dictionary<(int Sender, int Receiver), LinkLatency> _links = [];
    private readonly Dictionary<(int Sender, int Receiver), long> _lastArrivals = [];
    private long _number;

    public SimulatedNetwork(NetworkOptions options, NodeTable nodes, EventQueue queue, EventLog log, DeterministicRandom root)
    {
        (_options, _nodes, _queue, _log) = (options, nodes, queue, log);
        _root = root;
        foreach (var link in options.Links)
            _links[(nodes[link.Sender], nodes[link.Receiver])] = link;
    }

    /// <summary>Puts a rule in force. Barriers are asked before other rules: a slow link must not open a partition.</summary>
    public void Add(INetworkRule rule) => _rules.Insert(rule is BarrierRule ? 0 : _rules.Count, rule);

    /// <summary>Ends a rule.</summary>
    public void Remove(INetworkRule rule) => _rules.Remove(rule);

    /// <summary>Whether nothing gets through a link now.</summary>
    public bool IsCut(int sender, int receiver)
    {
        foreach (var rule in _rules)
        {
            if (rule.IsCut(sender, receiver))
                return true;
        }

        return false;
    }

    /// <summary>Sends a message: logs it and plans its arrival, or its loss.</summary>
    /// <param name="cause">The log entry that led to it.</param>
    /// <exception cref="InvalidOperationException">When a node writes to itself: it handles its own part by itself.</exception>
    public void Send(int sender, int receiver, Message message, Instant now, long cause)
    {
        if (sender == receiver)
            throw new InvalidOperationException($"{_nodes[sender]} sent itself a {message.GetType().Name}: a node handles its own part by itself.");

        var number = ++_number;
        var chance = ChanceOf(sender, receiver);
        var isLost = _options.Loss > 0 && chance.Weather.NextBool(_options.Loss);
        var latency = DrawLatency(sender, receiver, message, chance.Weather);
        var isDoubled = _options.Duplicate > 0 && chance.Weather.NextBool(_options.Duplicate);
        var judgement = Judge(sender, receiver, chance.Faults);
        if (isLost || judgement.Verdict == Verdict.Drop)
        {
            LogLoss(number, sender, receiver, message, now, cause);
            return;
        }

        var arrival = ArrivalOf(sender, receiver, now + judgement.Delay + latency);
        var entry = LogSent(number, sender, receiver, message, now, cause, arrival);
        Plan(sender, receiver, message, number, entry, arrival);
        if (isDoubled || judgement.Verdict == Verdict.Duplicate)
        {
            var due = now + judgement.Delay + DrawLatency(sender, receiver, message, chance.Copies);
            SendCopy(sender, receiver, message, number, now, due, entry);
        }
    }

    /// <summary>Sends a second copy of a message that is under way; it arrives right behind it.</summary>
    public void CopyByHand(in ScheduledEvent message, Instant now)
    {
        var copy = ++_number;
        var arrival = new Instant(message.Time);
        var entry = _log.IsTracing
            ? _log.Add(now, null, message.Cause, new WorldEvent.MessageDuplicated(message.Number, copy, arrival))
            : 0;
        Plan(message.Sender, message.Node, (Message)message.Payload!, copy, entry, arrival);
    }

    private LinkChance ChanceOf(int sender, int receiver)
    {
        if (!_chances.TryGetValue((sender, receiver), out var chance))
        {
            var link = _root.Stream($"network/{_nodes[sender]}/{_nodes[receiver]}");
            chance = new LinkChance(link.Stream("weather"), link.Stream("copies"), link.Stream("faults"));
            _chances.Add((sender, receiver), chance);
        }

        return chance;
    }

    private Judgement Judge(int sender, int receiver, DeterministicRandom chance)
    {
        foreach (var rule in _rules)
        {
            var judgement = rule.Judge(sender, receiver, chance);
            if (judgement.Verdict != Verdict.Pass)
                return judgement;
        }

        return default;
    }

    private void SendCopy(int sender, int receiver, Message message, long number, Instant now, Instant due, long sentEntry)
    {
        var copy = ++_number;
        var arrival = ArrivalOf(sender, receiver, due);
        var entry = _log.IsTracing
            ? _log.Add(now, null, sentEntry, new WorldEvent.MessageDuplicated(number, copy, arrival))
            : 0;
        Plan(sender, receiver, message, copy, entry, arrival);
    }

    private void Plan(int sender, int receiver, Message message, long number, long cause, Instant arrival) =>
        _queue.Add(new ScheduledEvent(arrival.Microseconds, EventClass.Delivery, receiver, sender, number, cause, message));

    private TimeSpan DrawLatency(int sender, int receiver, Message message, DeterministicRandom chance)
    {
        if (_links.Count == 0 || !_links.TryGetValue((sender, receiver), out var link))
            return LatencyOf(message).Draw(chance);

        var latency = (link.Latency ?? LatencyOf(message)).Draw(chance);
        return link.Added is null ? latency : latency + link.Added.Draw(chance);
    }

    private Latency LatencyOf(Message message) =>
        _options.Legs is { } legs ? LegOf(legs, message) ?? _options.Latency : _options.Latency;

    private static Latency? LegOf(NetworkLegs legs, Message message) => message switch
    {
        Message.ReplicaPut or Message.ReadRepair => legs.Write,
        Message.ReplicaPutAcknowledged or Message.ReplicaPutRefused or Message.ReadRepairAcknowledged => legs.Acknowledgement,
        Message.ReplicaGet => legs.Read,
        Message.ReplicaGetAnswered or Message.ReplicaGetRefused => legs.Reply,
        _ => null,
    };

    private Instant ArrivalOf(int sender, int receiver, Instant arrival)
    {
        if (!_options.IsFifo)
            return arrival;

        var last = _lastArrivals.GetValueOrDefault((sender, receiver));
        arrival = new Instant(Math.Max(arrival.Microseconds, last));
        _lastArrivals[(sender, receiver)] = arrival.Microseconds;
        return arrival;
    }

    private long LogSent(long number, int sender, int receiver, Message message, Instant now, long cause, Instant? arrival) => _log.IsTracing
        ? _log.Add(now, _nodes[sender], cause, new WorldEvent.MessageSent(number, _nodes[sender], _nodes[receiver], message, arrival))
        : 0;

    private void LogLoss(long number, int sender, int receiver, Message message, Instant now, long cause)
    {
        if (!_log.IsTracing)
            return;

        var entry = LogSent(number, sender, receiver, message, now, cause, null);
        var reason = IsCut(sender, receiver) ? DropReason.Partition : DropReason.Loss;
        _log.Add(now, null, entry, new WorldEvent.MessageDropped(number, _nodes[sender], _nodes[receiver], reason));
    }

    /// <summary>The chance of one link: of fair weather, of second copies, of faults.</summary>
    private sealed record LinkChance(DeterministicRandom Weather, DeterministicRandom Copies, DeterministicRandom Faults);
}
