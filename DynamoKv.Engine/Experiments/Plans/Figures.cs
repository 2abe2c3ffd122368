// What the parts of an experiment have counted.
using System.Text.Json;
using DynamoKv.Engine.Experiments.Statistics;

namespace DynamoKv.Engine.Experiments.Plans;

/// <summary>
/// What the parts of an experiment have counted, by name, and added up without a loss: shares exactly, tails as their
/// highest values. It is kept as
/// one line of JSON.
/// </summary>
public sealed class Figures
{
    private readonly SortedDictionary<string, Proportion> _shares = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Tail> _tails = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Mean> _means = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>How often something was seen; nothing tried when nobody counted it.</summary>
    public Proportion Share(string name) => _shares.GetValueOrDefault(name);

    /// <summary>The longest of some times; of none when nobody measured it.</summary>
    public Tail TailOf(string name) => _tails.GetValueOrDefault(name, Tail.Empty);

    /// <summary>The mean of some values; of none when nobody measured it.</summary>
    public Mean MeanOf(string name) => _means.GetValueOrDefault(name);

    /// <summary>What was noted; null: nothing was.</summary>
    public string? TextOf(string name) => _texts.GetValueOrDefault(name);

    /// <summary>Counts.</summary>
    public void Count(string name, Proportion more) => _shares[name] = Share(name) + more;

    /// <summary>Counts one trial.</summary>
    public void Count(string name, bool isHit) => Count(name, new Proportion(isHit ? 1 : 0, 1));

    /// <summary>Adds times.</summary>
    public void Add(string name, Tail more) => _tails[name] = TailOf(name) + more;

    /// <summary>Adds a value.</summary>
    public void Add(string name, double value) => _means[name] = MeanOf(name) + new Mean(1, value, value * value);

    /// <summary>Notes something.</summary>
    public void Note(string name, string text) => _texts[name] = text;

    /// <summary>Adds all that another part has counted.</summary>
    public void Add(Figures other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (name, share) in other._shares)
            Count(name, share);
        foreach (var (name, tail) in other._tails)
            Add(name, tail);
        foreach (var (name, mean) in other._means)
            _means[name] = MeanOf(name) + mean;
        foreach (var (name, text) in other._texts)
            _texts[name] = text;
    }

    /// <summary>All of it as a line.</summary>
    public string ToLine() => JsonSerializer.Serialize(new Kept(
        _shares.ToDictionary(one => one.Key, one => new[] { one.Value.Hits, one.Value.Trials }),
        _tails.ToDictionary(one => one.Key, one => one.Value.ToNumbers()),
        _means.ToDictionary(one => one.Key, one => new[] { one.Value.Count, one.Value.Sum, one.Value.Squares }),
        new Dictionary<string, string>(_texts)));

    /// <summary>What a line says.</summary>
    /// <exception cref="JsonException">When it is no such line.</exception>
    public static Figures FromLine(string line)
    {
        var kept = JsonSerializer.Deserialize<Kept>(line) ?? throw new JsonException("The line is empty.");
        var figures = new Figures();
        foreach (var (name, share) in kept.Shares)
            figures._shares[name] = new Proportion(share[0], share[1]);
        foreach (var (name, numbers) in kept.Tails)
            figures._tails[name] = Tail.FromNumbers(numbers);
        foreach (var (name, mean) in kept.Means)
            figures._means[name] = new Mean(mean[0], mean[1], mean[2]);
        foreach (var (name, text) in kept.Texts)
            figures._texts[name] = text;

        return figures;
    }

    /// <summary>All lines together, in the order of their parts.</summary>
    public static Figures Sum(IReadOnlyDictionary<int, string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var sum = new Figures();
        foreach (var (_, line) in lines.OrderBy(one => one.Key))
            sum.Add(FromLine(line));

        return sum;
    }

    private sealed record Kept(
        Dictionary<string, long[]> Shares, Dictionary<string, double[]> Tails, Dictionary<string, double[]> Means, Dictionary<string, string> Texts);
}
