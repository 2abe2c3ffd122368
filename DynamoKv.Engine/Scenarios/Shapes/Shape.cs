// What may stand in a place of a scenario.
using System.Text.Json.Nodes;
using DynamoKv.Engine.Scenarios.Text;

namespace DynamoKv.Engine.Scenarios.Shapes;

/// <summary>What may stand in a place of a scenario, whatever it becomes: for the schema and the reference.</summary>
internal abstract class Shape
{
    /// <summary>What it is, for people: "a duration (5ms, 1.5s, 2h)".</summary>
    public abstract string Hint { get; }

    /// <summary>It as a JSON Schema.</summary>
    public abstract JsonObject Schema();

    /// <summary>The mappings inside it, for the reference.</summary>
    public virtual IEnumerable<MapShape> Maps => [];
}

/// <summary>
/// What may stand in a place, and what it becomes. One object reads, writes and describes it, so the three can't
/// differ.
/// </summary>
/// <typeparam name="T">What it becomes.</typeparam>
internal abstract class Shape<T> : Shape
{
    /// <summary>Reads it. What is wrong goes into the scope, and then the result means nothing.</summary>
    public abstract T Read(TextNode node, ReadScope scope);

    /// <summary>Whether null has words of its own; else it is left out.</summary>
    public virtual bool WritesNull => false;

    /// <summary>Writes it in flow style.</summary>
    public abstract string Write(T value);

    /// <summary>Writes it as lines to stand below its name; null: it goes behind its name.</summary>
    public virtual IEnumerable<string>? WriteLines(T value) => null;

    protected T Wrong(TextNode node, ReadScope scope)
    {
        scope.Fail(node, $"{node.Kind} is not {Hint}.");
        return default!;
    }
}
