// Messages that are drawn together as one path.
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace DynamoKv.Web.Components.Flow;

/// <summary>Messages of one look and state as one path: thousands of lines are a few dozen things to draw.</summary>
/// <param name="Name">The classes of the style sheet.</param>
/// <param name="Count">How many messages.</param>
/// <param name="Path">A path of that many lines.</param>
public sealed record FlowStrand(string Name, int Count, string Path)
{
    /// <summary>Groups lines.</summary>
    public static ImmutableArray<FlowStrand> Of(IEnumerable<FlowLine> lines) =>
        [.. lines.GroupBy(line => NameOf(line.Message)).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new FlowStrand(group.Key, group.Count(), PathOf(group)))];

    /// <summary>The style sheet's word for what became of a message.</summary>
    public static string StateWord(FlowMessage message) => message switch
    {
        { State: FlowState.InFlight } => "under-way",
        { State: FlowState.Dropped } => "lost",
        { CopyOf: not null } => "copy",
        _ => "arrived",
    };

    private static string NameOf(FlowMessage message) =>
        string.Create(CultureInfo.InvariantCulture, $"flow-look-{(int)message.Look} is-{StateWord(message)}");

    private static string PathOf(IEnumerable<FlowLine> lines)
    {
        var path = new StringBuilder();
        foreach (var line in lines)
        {
            path.Append(CultureInfo.InvariantCulture, $"M{line.X1:0.##} {line.Y1:0.#}L{line.X2:0.##} {line.Y2:0.#}");
        }

        return path.ToString();
    }
}
