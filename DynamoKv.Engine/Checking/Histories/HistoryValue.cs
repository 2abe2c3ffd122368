// One version as a history knows it.
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Checking.Histories;

/// <summary>
/// One version as a history knows it: its dot where that is known, else its text, which should then be unique.
/// </summary>
/// <param name="Text">The value, or a short name of it; null: a tombstone.</param>
/// <param name="Dot">The write that made it; null: unknown.</param>
public readonly record struct HistoryValue(string? Text, Dot? Dot = null)
{
    /// <summary>Whether it says that the key is deleted.</summary>
    public bool IsTombstone => Text is null;

    /// <summary>The text, or "a tombstone".</summary>
    public override string ToString() => Text is null ? "a tombstone" : $"'{Text}'";
}
