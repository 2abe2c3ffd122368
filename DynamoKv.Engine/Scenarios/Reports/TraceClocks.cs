// The vector clocks of a trace.
using System.Globalization;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Scenarios.Reports;

/// <summary>
/// The vector clocks of a trace: what each host has done and heard of, and what messages under way will bring.
/// </summary>
internal sealed class TraceClocks
{
    private readonly Dictionary<NodeId, SortedDictionary<NodeId, long>> _hosts = []; // looked up only
    private readonly Dictionary<long, KeyValuePair<NodeId, long>[]> _underWay = []; // by the message's number

    /// <summary>Counts an event of a host; gives the host's clock as JSON, its own entry first.</summary>
    public string Next(NodeId host, TraceEvent what)
    {
        if (!_hosts.TryGetValue(host, out var clock))
            _hosts[host] = clock = [];
        if (what is WorldEvent.MessageDelivered delivered && _underWay.Remove(delivered.Number, out var brought))
            Merge(clock, brought);

        clock[host] = clock.GetValueOrDefault(host) + 1;
        if (what is WorldEvent.MessageSent sent)
            _underWay[sent.Number] = [.. clock];

        return $"{{{string.Join(", ", clock.OrderBy(entry => entry.Key == host ? 0 : 1).Select(Entry))}}}";
    }

    /// <summary>
    /// What the world does between hosts: a second copy of a message brings the same, a lost one nothing.
    /// </summary>
    public void Note(TraceEvent what)
    {
        if (what is WorldEvent.MessageDuplicated copy && _underWay.TryGetValue(copy.Number, out var clock))
            _underWay[copy.CopyNumber] = clock;
        else if (what is WorldEvent.MessageDropped dropped)
            _underWay.Remove(dropped.Number);
    }

    private static void Merge(SortedDictionary<NodeId, long> clock, KeyValuePair<NodeId, long>[] other)
    {
        foreach (var (host, count) in other)
            clock[host] = Math.Max(clock.GetValueOrDefault(host), count);
    }

    private static string Entry(KeyValuePair<NodeId, long> entry) => string.Create(CultureInfo.InvariantCulture, $"\"{entry.Key.Value}\": {entry.Value}");
}
