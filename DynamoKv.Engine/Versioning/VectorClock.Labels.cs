// How a vector clock is shown to people.
using System.Globalization;
using System.Text;

namespace DynamoKv.Engine.Versioning;

public sealed partial class VectorClock
{
    /// <summary>
    /// The pairs for people and JSON, in clock order: the newest incarnation of a node in this clock stands under the
    /// node's bare name, older ones as "node/incarnation".
    /// </summary>
    public IReadOnlyList<(string Label, long Counter)> Labelled()
    {
        var labels = new (string Label, long Counter)[Count];
        for (var i = 0; i < labels.Length; i++)
        {
            var actor = _entries[i].Actor;
            var isNewest = i + 1 == _entries.Length || _entries[i + 1].Actor.Node != actor.Node;
            labels[i] = (isNewest ? actor.Node.Value : actor.ToString(), _entries[i].Counter);
        }

        return labels;
    }

    /// <summary>"[(A,2),(B,1)]", labelled as in <see cref="Labelled"/>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("[");
        foreach (var (label, counter) in Labelled())
        {
            text.Append(text.Length > 1 ? "," : "").Append(CultureInfo.InvariantCulture, $"({label},{counter})");
        }

        return text.Append(']').ToString();
    }
}
