// One line of a node's state.
namespace DynamoKv.Web.Components.States;

/// <summary>One line of a node's state.</summary>
/// <param name="Group">Under which heading.</param>
/// <param name="Name">What it is.</param>
/// <param name="Value">How it stands.</param>
public readonly record struct StateLine(string Group, string Name, string Value);

/// <summary>A line and whether it has changed in this step.</summary>
public readonly record struct ShownLine(StateLine Line, bool IsChanged)
{
    /// <summary>Marks the lines that were not there, or stood otherwise, one step before.</summary>
    public static IReadOnlyList<ShownLine> Mark(IReadOnlyList<StateLine> now, IReadOnlyList<StateLine> before)
    {
        var known = before.ToHashSet();
        return [.. now.Select(line => new ShownLine(line, !known.Contains(line)))];
    }
}
