// Makes the names of a mapping.
namespace DynamoKv.Engine.Scenarios.Shapes;

/// <summary>Makes the names of a mapping that becomes a T.</summary>
/// <param name="Empty">What an empty mapping becomes: the defaults.</param>
internal sealed record Words<T>(T Empty)
{
    /// <summary>A name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="summary">What it means, in a sentence.</param>
    /// <param name="value">What may stand there.</param>
    /// <param name="get">What a T has there.</param>
    /// <param name="set">The T with it.</param>
    /// <param name="isRequired">Whether it has to stand there.</param>
    public Word<T> Of<TValue>(string name, string summary, Shape<TValue> value, Func<T, TValue> get, Func<T, TValue, T> set, bool isRequired = false) =>
        new Word<T, TValue>(name, summary, value, get, set, Empty) { IsRequired = isRequired };

    /// <summary>A name that may be missing, and then the T has null there.</summary>
    public Word<T> Maybe<TValue>(string name, string summary, Shape<TValue> value, Func<T, TValue?> get, Func<T, TValue?, T> set)
        where TValue : struct => new Word<T, TValue?>(name, summary, new MaybeShape<TValue>(value), get, set, Empty);
}
