// Which entries of a log a filter lets through, against a slow second way.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections.Entries;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Logging;
using DynamoKv.Tests.Simulation;

namespace DynamoKv.Tests.Projections.Entries;

public sealed class EntryFilterTests
{
    [Fact]
    public void Every_entry_that_names_an_operation_or_a_key_in_its_line_is_found_by_it()
    {
        for (var seed = 1UL; seed <= 4; seed++)
        {
            using var run = Worlds.Start(SwarmScenario.Create(seed));
            run.RunUntil(SwarmScenario.End);
            var log = run.Log;
            LogEntry? Find(long number) => number >= 1 && number <= log.Count ? log[(int)number - 1] : null;
            foreach (var entry in log)
            {
                var line = LogLine.Format(entry);
                Assert.Equal(Property(line, "operation"), EventSubject.OperationOf(entry.What)?.ToString());
                Assert.True(EventSubject.KeyOf(entry.What) is not { } key || line.Contains($"\"{key.Text}\"", StringComparison.Ordinal), line);
                Assert.True(Fits(EntryFilter.All, entry, Find));
                Assert.True(entry.Node is not { } node || Fits(new EntryFilter { Node = node }, entry, Find));
            }
        }
    }

    [Fact]
    public void An_operation_brings_the_arrivals_of_its_messages_along()
    {
        using var run = Worlds.Start(Worlds.Five);
        run.RunFor(50);
        var put = run.Put(run.Replicas()[0]);
        run.RunFor(200);
        LogEntry? Find(long number) => number >= 1 && number <= run.Log.Count ? run.Log[(int)number - 1] : null;
        var found = run.Log.Where(entry => Fits(new EntryFilter { Operation = put }, entry, Find)).ToArray();
        var sent = found.Count(entry => entry.What is WorldEvent.MessageSent);
        Assert.Equal(4, sent); // two copies and their acknowledgements
        Assert.Equal(sent, found.Count(entry => entry.What is WorldEvent.MessageDelivered));
        Assert.Contains(found, entry => entry.What is TraceEvent.ClientAnswered);
    }

    [Fact]
    public void The_causes_of_an_answer_lead_back_to_the_request()
    {
        using var run = Worlds.Start(Worlds.Five);
        run.RunFor(50);
        run.Put(run.Replicas()[0]);
        run.RunFor(200);
        LogEntry? Find(long number) => number >= 1 && number <= run.Log.Count ? run.Log[(int)number - 1] : null;
        var causes = EntryFilter.CausesOf(run.Log.Last(entry => entry.What is TraceEvent.ClientAnswered), Find).ToArray();
        Assert.IsType<TraceEvent.RequestEntered>(causes.First(entry => entry.What is TraceEvent.RequestEntered).What);
        Assert.All(causes.Zip(causes.Skip(1)), pair => Assert.Equal(pair.First.Cause, pair.Second.Number));
        Assert.Equal(0, causes[^1].Cause);
    }

    [Fact]
    public void Text_is_looked_for_in_upper_and_lower_case_alike()
    {
        var entry = new LogEntry(1, Instant.Zero, null, 0, new WorldEvent.FaultHealed("cut"));
        Assert.True(new EntryFilter { Text = "FAULT" }.Fits(entry, _ => null, _ => "fault healed cut"));
        Assert.False(new EntryFilter { Text = "crash" }.Fits(entry, _ => null, _ => "fault healed cut"));
    }

    private static bool Fits(EntryFilter filter, LogEntry entry, Func<long, LogEntry?> find) => filter.Fits(entry, find, LogLine.Format);

    // The line says an operation at its top level, or one level deeper in a request or a response.
    private static string? Property(string line, string name)
    {
        using var json = System.Text.Json.JsonDocument.Parse(line);
        return json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
