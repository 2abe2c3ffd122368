// The name of a physical node.
using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace DynamoKv.Engine.Primitives;

/// <summary>
/// The name of a physical node: 1 to 63 of the characters A-Z, a-z, 0-9 and '-', not starting with '-'. Ordered
/// ordinally.
/// </summary>
public readonly record struct NodeId : IComparable<NodeId>
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 63;

    /// <summary>Wraps a name.</summary>
    /// <param name="value">The name.</param>
    /// <exception cref="ArgumentException">When the name breaks the rule above.</exception>
    public NodeId(string value)
    {
        if (!IsValid(value))
        {
            throw new ArgumentException(
                $"'{value}' is no node id: use 1 to {MaxLength} letters, digits or '-', the first one no '-'.",
                nameof(value));
        }

        Value = value;
    }

    /// <summary>The name itself.</summary>
    public string Value { get; }

    /// <summary>Reads a name that may be malformed; false (and the default id) when it is.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out NodeId id)
    {
        id = IsValid(text) ? new NodeId(text) : default;
        return id.Value is not null;
    }

    /// <summary>Ordinal order of the names.</summary>
    public int CompareTo(NodeId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Ordinal order.</summary>
    public static bool operator <(NodeId left, NodeId right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(NodeId left, NodeId right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(NodeId left, NodeId right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(NodeId left, NodeId right) => left.CompareTo(right) >= 0;

    /// <summary>The name.</summary>
    public override string ToString() => Value;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    internal static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: >= 1 and <= MaxLength } && text[0] != '-' && !text.AsSpan().ContainsAnyExcept(Allowed);
}
