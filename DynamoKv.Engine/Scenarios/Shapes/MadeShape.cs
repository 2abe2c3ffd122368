// A shape of which something else is made.
using System.Text.Json.Nodes;
using DynamoKv.Engine.Scenarios.Text;

namespace DynamoKv.Engine.Scenarios.Shapes;

/// <summary>What a value of a shape was made into, or why it could not be.</summary>
/// <param name="Value">What was made.</param>
/// <param name="Problem">Why nothing was, in a sentence; null: it was.</param>
internal readonly record struct Made<T>(T? Value, string? Problem = null)
{
    public static implicit operator Made<T>(T value) => new(value);

    /// <summary>It could not be made.</summary>
    public static Made<T> Not(string problem) => new(default, problem);
}

/// <summary>Reads one thing and makes another of it.</summary>
/// <param name="draft">What is read.</param>
/// <param name="make">What is made of it. An <see cref="ArgumentException"/> is a problem of the text.</param>
/// <param name="write">The text of the result.</param>
internal sealed class MadeShape<TDraft, T>(Shape<TDraft> draft, Func<TDraft, Made<T>> make, Func<T, string> write) : Shape<T>
{
    /// <summary>The result as lines; null: it stands behind its name.</summary>
    public Func<T, IEnumerable<string>?>? Lines { get; init; }

    public override string Hint => draft.Hint;

    public override IEnumerable<MapShape> Maps => draft.Maps;

    public override JsonObject Schema() => draft.Schema();

    public override T Read(TextNode node, ReadScope scope)
    {
        var before = scope.Count;
        var value = draft.Read(node, scope);
        if (scope.Count > before)
            return default!;

        var made = Try(value);
        if (made.Problem is { } problem)
            scope.Fail(node, problem);

        return made.Value!;
    }

    public override string Write(T value) => write(value);

    public override IEnumerable<string>? WriteLines(T value) => Lines?.Invoke(value);

    private Made<T> Try(TDraft value)
    {
        try
        {
            return make(value);
        }
        catch (ArgumentException refused)
        {
            return Made<T>.Not(FirstSentence(refused.Message));
        }
    }

    // Without the parameter's name, which is ours.
    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" (Parameter", StringComparison.Ordinal);
        return end > 0 ? message[..end] : message;
    }
}
