// The export for ShiViz keeps the rules of its clocks.
using System.Text.Json;
using System.Text.RegularExpressions;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Scenarios.Reports;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Tests.Scenarios.Reports;

public sealed class ShivizLogTests
{
    [Fact]
    public void The_clocks_of_a_run_full_of_faults_keep_the_rules_of_ShiViz()
    {
        using var run = new SimulationRun(Texts.Read(Texts.Rich).ToScenario(), new MemoryStoreFactory());
        run.RunUntil(Instant.After(TimeSpan.FromSeconds(12)));
        var events = Parse(ShivizLog.ToText(run.Log));

        Assert.True(events.Count > 1000, $"{events.Count} events are too few to show anything.");
        Assert.Equal(["A", "B", "C", "D", "E"], events.Select(one => one.Host).Distinct().Order());
        AssertRules(events);
    }

    [Fact]
    public void A_message_brings_what_its_sender_knew_and_a_lost_one_brings_nothing()
    {
        LogEntry[] log =
        [
            Entry(1, "A", new TraceEvent.Started(1, 0)), Entry(2, "B", new TraceEvent.Started(1, 0)),
            Entry(3, "A", new WorldEvent.MessageSent(7, new("A"), new("B"), Hello, Instant.Zero)),
            Entry(4, "A", new WorldEvent.MessageSent(8, new("A"), new("B"), Hello, null)), Entry(5, null, new WorldEvent.MessageDropped(8, new("A"), new("B"), DropReason.Loss)),
            Entry(6, null, new WorldEvent.MessageDuplicated(7, 9, Instant.Zero)), Entry(7, "B", new WorldEvent.MessageDelivered(7, new("A"), new("B"))),
            Entry(8, "B", new WorldEvent.MessageDelivered(9, new("A"), new("B"))),
        ];

        var events = Parse(ShivizLog.ToText(log));

        Assert.Equal(["A1", "B1", "A2", "A3", "B2 A2", "B3 A2"], events.Select(one => string.Join(' ', one.Clock.Select(entry => $"{entry.Key}{entry.Value}"))));
        Assert.Equal("0.000000 s, line 3: sends Ping to B", events[2].Text);
        AssertRules(events);
    }

    private static Message Hello { get; } = new Message.Ping();

    // What ShiViz refuses: gaps in a host's own entries, and entries of others that these have not come to.
    private static void AssertRules(List<(string Text, string Host, Dictionary<string, long> Clock)> events)
    {
        var clocks = new Dictionary<string, Dictionary<string, long>>();
        foreach (var (text, host, clock) in events)
        {
            var before = clocks.GetValueOrDefault(host, []);
            Assert.True(clock[host] == before.GetValueOrDefault(host) + 1, $"'{text}': {host} goes from {before.GetValueOrDefault(host)} to {clock[host]}.");
            Assert.All(before, entry => Assert.True(clock[entry.Key] >= entry.Value, $"'{text}': {host} forgets {entry.Key} {entry.Value}."));
            Assert.All(clock.Where(entry => entry.Key != host), entry => Assert.True(
                entry.Value <= clocks.GetValueOrDefault(entry.Key, []).GetValueOrDefault(entry.Key), $"'{text}': {host} knows {entry.Key} {entry.Value} before it has happened."));
            clocks[host] = clock;
        }
    }

    private static List<(string Text, string Host, Dictionary<string, long> Clock)> Parse(string text)
    {
        var matches = Regex.Matches(text, ShivizLog.Pattern.Replace("{.*}", @"\{.*\}", StringComparison.Ordinal));
        Assert.Equal(text.Count(c => c == '\n'), matches.Count * 2);
        return [.. matches.Select(match => (
            match.Groups["event"].Value, match.Groups["host"].Value, JsonSerializer.Deserialize<Dictionary<string, long>>(match.Groups["clock"].Value)!))];
    }

    private static LogEntry Entry(long number, string? node, TraceEvent what) => new(number, Instant.Zero, node is null ? null : new NodeId(node), 0, what);
}
