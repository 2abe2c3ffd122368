// Which key an operation is about.
using System.Collections.Immutable;
using System.Globalization;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Clients;

/// <summary>Which key an operation is about.</summary>
/// <param name="Keys">The keys, the most popular first when some are.</param>
/// <param name="Zipf">
/// The exponent of Zipf's law: key number i is picked in proportion to i to the power of minus this. 0: all alike.
/// </param>
public sealed record KeyChoice(ImmutableArray<Key> Keys, double Zipf = 0)
{
    /// <summary>The most keys.</summary>
    public const int MaxKeys = 1_000_000;

    private const int FewestDigits = 4;

    /// <summary>"key-0001", "key-0002" and so on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">When there are less than one or more than <see cref="MaxKeys"/>.</exception>
    public static KeyChoice Numbered(int count, double zipf = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxKeys);
        var digits = Math.Max(FewestDigits, ScenarioText.Number(count).Length);
        var names = Enumerable.Range(1, count).Select(number => number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0'));
        return new KeyChoice([.. names.Select(name => Key.Of($"key-{name}"))], zipf);
    }
}
