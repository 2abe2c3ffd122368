// A run's log in the format that ShiViz draws.
using System.Globalization;
using System.Text;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Scenarios.Reports;

/// <summary>
/// A run's log in the format that ShiViz (bestchai.bitbucket.io/shiviz) draws with its default settings: each event
/// is two lines, what happened, and
/// the host with its vector clock. That clock counts the events of the trace and has nothing to do with the versions
/// of keys: a host's own entry begins
/// at 1 and grows by one an event, and what it receives brings the sender's entries along. What only the world
/// between the nodes knows (a message
/// that is lost, a fault) happens at no host and is left out.
/// </summary>
public static class ShivizLog
{
    /// <summary>The regular expression that takes an event apart; it is ShiViz's own default.</summary>
    public const string Pattern = @"(?<event>.*)\n(?<host>\S*) (?<clock>{.*})";

    /// <summary>Writes a log, or the part of one that begins at its first line; lines end with a line feed.</summary>
    public static void Write(IEnumerable<LogEntry> log, TextWriter target)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(target);
        var clocks = new TraceClocks();
        foreach (var entry in log)
        {
            if (HostOf(entry) is { } host)
                target.Write($"{Sentence(entry)}\n{host.Value} {clocks.Next(host, entry.What)}\n");
            else
                clocks.Note(entry.What);
        }
    }

    /// <summary>A whole log as text.</summary>
    public static string ToText(IEnumerable<LogEntry> log)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Write(log, text);
        return text.ToString();
    }

    // A lost message is no event of its receiver, though the log names him.
    private static NodeId? HostOf(LogEntry entry) => entry.What switch
    {
        WorldEvent.MessageDropped => null,
        WorldEvent.MessageSent sent => sent.Sender,
        WorldEvent.MessageDelivered delivered => delivered.Receiver,
        WorldEvent.NodeCrashed crashed => crashed.Node,
        WorldEvent.NodeRestarted restarted => restarted.Node,
        WorldEvent.NodePaused paused => paused.Node,
        WorldEvent.NodeResumed resumed => resumed.Node,
        WorldEvent.BatchCommitted batch => batch.Node,
        _ => entry.Node,
    };

    private static string Sentence(LogEntry entry)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{entry.At.SinceStart.TotalSeconds:0.000000} s, line {entry.Number}: ").Append(entry.What switch
        {
            WorldEvent.MessageSent sent => $"sends {sent.Message.GetType().Name} to {sent.Receiver}",
            WorldEvent.MessageDelivered delivered => $"receives message {delivered.Number.ToString(CultureInfo.InvariantCulture)} from {delivered.Sender}",
            _ => entry.What.GetType().Name,
        });
        if (entry.What is not WorldEvent && EventSubject.OwnerOf(entry.What) is { } other)
            text.Append($" {other}");
        if (EventSubject.KeyOf(entry.What) is { } key)
            text.Append($" '{OneLine(key.Text)}'");

        return text.ToString();
    }

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
