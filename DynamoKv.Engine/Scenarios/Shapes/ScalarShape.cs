// Words, numbers and texts.
using System.Globalization;
using System.Text.Json.Nodes;
using DynamoKv.Engine.Scenarios.Text;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Engine.Scenarios.Shapes;

/// <summary>A scalar.</summary>
/// <param name="hint">What it is, for people.</param>
/// <param name="read">Null: it is none of these.</param>
/// <param name="write">The text that reads back as the same.</param>
/// <param name="schema">It as a JSON Schema.</param>
internal sealed class ScalarShape<T>(string hint, Func<string, (bool IsOk, T Value)> read, Func<T, string> write, Func<JsonObject> schema) : Shape<T>
{
    public override string Hint => hint;

    public override JsonObject Schema() => schema();

    public override T Read(TextNode node, ReadScope scope) =>
        node is TextNode.Scalar scalar && read(scalar.Value) is (true, var value) ? value : Wrong(node, scope);

    public override string Write(T value) => write(value);
}

/// <summary>The scalars of the language.</summary>
internal static class Scalars
{
    private const string DurationPattern = @"^-?[0-9]+(\.[0-9]+)?(us|µs|ms|s|m|h|d)$|^0$";

    private static readonly (string Unit, decimal Microseconds)[] Units =
        [("us", 1), ("µs", 1), ("ms", 1_000), ("s", 1_000_000), ("m", 60_000_000), ("h", 3_600_000_000), ("d", 86_400_000_000)];

    public static Shape<string> Text { get; } = new ScalarShape<string>("a text", text => (true, text), ScenarioText.Text, () => Typed("string"));

    public static Shape<bool> Flag { get; } = new ScalarShape<bool>(
        "true or false", text => (text is "true" or "false", text == "true"), flag => flag ? "true" : "false", () => Typed("boolean"));

    public static Shape<TimeSpan> Duration { get; } = Time("a duration (250us, 5ms, 1.5s, 2m, 1h, 7d)", isSigned: false);

    public static Shape<TimeSpan> Offset { get; } = Time("a duration, negative for the past (-5s, 20ms)", isSigned: true);

    /// <summary>0 to 1, or in percent.</summary>
    public static Shape<double> Share { get; } = new ScalarShape<double>(
        "a share (0.05 or 5%)", ReadShare, ScenarioText.Number, () => OneOf(Bounded("number", 0, 1), Pattern(@"^[0-9]+(\.[0-9]+)?%$")));

    /// <summary>Operations a second.</summary>
    public static Shape<double> Rate { get; } = new ScalarShape<double>(
        "a rate (200/s)", ReadRate, rate => $"{ScenarioText.Number(rate)}/s", () => OneOf(Typed("number"), Pattern(@"^[0-9]+(\.[0-9]+)?/s$")));

    public static Shape<double> Number { get; } = new ScalarShape<double>("a number", ReadNumber, ScenarioText.Number, () => Typed("number"));

    public static Shape<ulong> Seed { get; } = new ScalarShape<ulong>(
        "a whole number from 0", text => (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed), seed),
        seed => seed.ToString(CultureInfo.InvariantCulture), () => new JsonObject { ["type"] = "integer", ["minimum"] = 0 });

    public static Shape<long> Long(long least, long most) => new ScalarShape<long>(
        $"a whole number from {least.ToString("N0", CultureInfo.InvariantCulture)} to {most.ToString("N0", CultureInfo.InvariantCulture)}",
        text => (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most, value),
        value => value.ToString(CultureInfo.InvariantCulture),
        () => new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most });

    public static Shape<int> Whole(int least, int most = int.MaxValue) => new ScalarShape<int>(
        most == int.MaxValue ? $"a whole number from {least} on" : $"a whole number from {least} to {most.ToString("N0", CultureInfo.InvariantCulture)}",
        text => (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most, value),
        ScenarioText.Number,
        () => most == int.MaxValue ? new JsonObject { ["type"] = "integer", ["minimum"] = least } : Bounded("integer", least, most));

    /// <summary>One of some words.</summary>
    public static Shape<T> Choice<T>(params (string Word, T Value)[] words) => new ScalarShape<T>(
        $"one of {string.Join(", ", words.Select(word => word.Word))}",
        text => Array.Find(words, word => word.Word == text) is { Word: not null } found ? (true, found.Value) : (false, default!),
        value => Array.Find(words, word => Equals(word.Value, value)).Word ?? throw new InvalidOperationException($"There is no word for '{value}'."),
        () => new JsonObject { ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word.Word))]) });

    /// <summary>A text that becomes something, or says why it can't.</summary>
    public static Shape<T> Parsed<T>(string hint, Func<string, (bool IsOk, T Value)> read, Func<T, string> write) =>
        new ScalarShape<T>(hint, read, write, () => Typed("string"));

    public static JsonObject Typed(string type) => new() { ["type"] = type };

    public static JsonObject OneOf(params JsonObject[] shapes) => new() { ["anyOf"] = new JsonArray([.. shapes]) };

    private static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject Bounded(string type, int least, int most) => new() { ["type"] = type, ["minimum"] = least, ["maximum"] = most };

    private static ScalarShape<TimeSpan> Time(string hint, bool isSigned) => new(
        hint, text => ReadDuration(text, isSigned), ScenarioText.Duration, () => OneOf(Pattern(DurationPattern), new JsonObject { ["const"] = 0 }));

    private static (bool, TimeSpan) ReadDuration(string text, bool isSigned)
    {
        if (text == "0")
            return (true, TimeSpan.Zero);

        foreach (var (unit, microseconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal) && text.Length > unit.Length && char.IsAsciiDigit(text[^(unit.Length + 1)])
                && decimal.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            {
                var isFine = (isSigned || value >= 0) && Math.Abs(value * microseconds) <= (decimal)TimeSpan.FromDays(3650).TotalMicroseconds;
                return (isFine, isFine ? TimeSpan.FromTicks((long)decimal.Round(value * microseconds * TimeSpan.TicksPerMicrosecond)) : default);
            }
        }

        return (false, default);
    }

    private static (bool, double) ReadShare(string text)
    {
        var (isOk, value) = text.EndsWith('%') ? ReadNumber(text[..^1]) is (true, var percent) ? (true, percent / 100) : (false, 0) : ReadNumber(text);
        return (isOk && value is >= 0 and <= 1, value);
    }

    private static (bool, double) ReadRate(string text) => ReadNumber(text.EndsWith("/s", StringComparison.Ordinal) ? text[..^2] : text);

    private static (bool, double) ReadNumber(string text) =>
        (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value), value);
}
