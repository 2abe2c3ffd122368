// What the checkers say of a run.

namespace DynamoKv.Engine.Checking;

/// <summary>What the checkers say of a run: no violation means that everything held.</summary>
public sealed class RunVerdict
{
    /// <summary>The most violations that are kept of a run: the first ones tell most.</summary>
    public const int MaxViolations = 20;

    private readonly List<Violation> _violations = [];

    /// <summary>What must not be and was, in the order found.</summary>
    public IReadOnlyList<Violation> Violations => _violations;

    /// <summary>Whether everything held so far.</summary>
    public bool Holds => _violations.Count == 0;

    /// <summary>Writes that clients know to be stored.</summary>
    public int AcknowledgedWrites { get; internal set; }

    /// <summary>
    /// How often two versions stood beside each other of which one had truly seen the other: an error in dotted mode,
    /// and
    /// the known price of truncated plain clocks (Dynamo 4.4).
    /// </summary>
    public int FalseSiblings { get; internal set; }

    internal void Add(Violation violation)
    {
        if (_violations.Count < MaxViolations)
            _violations.Add(violation);
    }
}
