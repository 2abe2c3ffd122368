// A run as one page that needs nothing else.
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Scenarios.Reports;
using DynamoKv.Engine.Scenarios.Running;

namespace DynamoKv.Web.Hosting.Running;

/// <summary>
/// A run as one page that needs nothing else: verdicts, plots, and the story with the ring, to be opened from a disk
/// without a network.
/// </summary>
internal static class ReplayPage
{
    /// <summary>The most lines of a log that go into a page; the rest is in log.jsonl.</summary>
    public const int MostLines = 60_000;

    private const int MostFrames = 4_000;
    private const int MostMessages = 60;

    /// <summary>The page.</summary>
    public static string Of(RunRecord record, string summary, IReadOnlyCollection<NodeId> nodes, IReadOnlyList<LogEntry> log, RunOutcome outcome)
    {
        var page = new StringBuilder(ReplayTemplate.Head);
        var title = $"{record.Scenario}{(record.Cell.Length == 0 ? "" : $" ({record.Cell})")}, seed {record.Seed}";
        page.Replace("{{title}}", Escaped(title));
        page.Append(CultureInfo.InvariantCulture, $"<h1>{Escaped(title)}</h1>\n<p class=\"summary\">{Escaped(summary)}</p>\n<p>{Escaped(Summary(record))}</p>\n");
        page.Append("<h2>Verdicts</h2>\n<table><thead><tr><th scope=\"col\">assertion<th scope=\"col\">verdict<th scope=\"col\">expected<th scope=\"col\">why</thead><tbody>\n");
        foreach (var verdict in record.Verdicts)
            page.Append($"<tr><td>{Escaped($"{verdict.Id} {verdict.Kind}")}<td>{Mark(verdict)}<td><span class=\"narrow\">expected: </span>{Escaped(verdict.Expected)}")
                .Append($"<td>{Escaped(verdict.Sentence)}{LinksTo(verdict)}\n");

        page.Append("</tbody></table>\n<h2>Plots</h2>\n<div class=\"plots\">")
            .Append(RunPlots.Latency(outcome).ToSvg()).Append(RunPlots.Throughput(outcome).ToSvg()).Append("</div>\n");
        page.Append(ReplayTemplate.Player).Append("<script>const replay=").Append(Frames(nodes, log)).Append(";\n").Append(ReplayTemplate.Script).Append("</script>\n</body></html>\n");
        return page.ToString();
    }

    private static string Summary(RunRecord record) => string.Create(
        CultureInfo.InvariantCulture,
        $"{record.VirtualSeconds:0.###} s of virtual time, {record.LogLines:N0} lines of log, "
        + $"{record.Figures.Done:N0} operations done, {record.Figures.Failed:N0} not, {record.Figures.Unknown:N0} unknown. Log hash {record.Hash}.");

    private static string Mark(VerdictRecord verdict) => verdict.AsExpected switch
    {
        true => $"<b class=\"good\">&#10003; {verdict.Outcome}</b>",
        false => $"<b class=\"bad\">&#10007; {verdict.Outcome}</b>",
        null => "<b class=\"open\">? unknown</b>",
    };

    private static string LinksTo(VerdictRecord verdict) =>
        verdict.Lines.Count == 0 ? "" : $" <span>line {string.Join(", ", verdict.Lines.Select(line => $"<a href=\"#{line}\" data-line=\"{line}\">{line}</a>"))}</span>";

    // The story: a frame for each line that has a caption, with what was to be seen then.
    private static string Frames(IReadOnlyCollection<NodeId> nodes, IReadOnlyList<LogEntry> log)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("nodes");
            foreach (var node in nodes)
                json.WriteStringValue(node.Value);

            json.WriteEndArray();
            json.WriteStartArray("frames");
            var (snapshot, frames, lines) = (ClusterSnapshot.Before(nodes), 0, 0);
            foreach (var entry in log.Take(MostLines))
            {
                var caption = Narration.Of(entry, snapshot);
                snapshot = snapshot.Apply(entry);
                lines++;
                if (caption is not null && frames++ < MostFrames)
                    Frame(json, caption, snapshot);
                if (frames > MostFrames)
                    break;
            }

            json.WriteEndArray();
            json.WriteBoolean("isWhole", lines == log.Count);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Frame(Utf8JsonWriter json, Caption caption, ClusterSnapshot snapshot)
    {
        json.WriteStartObject();
        json.WriteNumber("n", caption.EventNumber);
        json.WriteNumber("t", caption.At.Microseconds / 1000m);
        json.WriteString("tone", caption.Tone.ToString().ToLowerInvariant());
        json.WriteString("text", caption.Text);
        Names(json, "down", snapshot.Nodes.Values.Where(node => node.Condition == NodeCondition.Down).Select(node => node.Id.Value));
        Names(json, "paused", snapshot.Nodes.Values.Where(node => node.Condition == NodeCondition.Paused).Select(node => node.Id.Value));
        Names(json, "messages", snapshot.InFlight.Values.Take(MostMessages).Select(message => $"{message.Sender.Value}>{message.Receiver.Value}"));
        Names(json, "faults", snapshot.Faults.Values.Select(fault => fault.Description));
        json.WriteEndObject();
    }

    private static void Names(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);

        json.WriteEndArray();
    }

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
