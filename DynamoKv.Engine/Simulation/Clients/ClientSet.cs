// Sets as clients write them.
using System.Text;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation.Clients;

/// <summary>A set as clients write it: its elements in ordinal order with a space between two. Siblings are merged by union.</summary>
public static class ClientSet
{
    private const char Between = ' ';

    /// <summary>The elements of a value, in the order in which they stand there.</summary>
    public static IReadOnlyList<string> ElementsOf(ReadOnlyMemory<byte> value) =>
        Encoding.UTF8.GetString(value.Span).Split(Between, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The union of all siblings and one more element.</summary>
    public static WriteContent Merge(SiblingSet versions, string added)
    {
        ArgumentNullException.ThrowIfNull(versions);
        var elements = new SortedSet<string>(StringComparer.Ordinal) { added };
        foreach (var sibling in versions.Siblings)
        {
            if (!sibling.IsTombstone)
                elements.UnionWith(ElementsOf(sibling.Value));
        }

        return WriteContent.Text(string.Join(Between, elements));
    }
}
