// What is found wrong while a scenario is read.
using System.Collections.Immutable;
using DynamoKv.Engine.Scenarios.Text;

namespace DynamoKv.Engine.Scenarios.Shapes;

/// <summary>What is wrong with a scenario, and where.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Path">Which word it is about: "cluster.quorum.r".</param>
/// <param name="Reason">One sentence that says what to do.</param>
public sealed record ScenarioProblem(Place At, string Path, string Reason)
{
    /// <summary>"line 12, column 5: cluster.quorum.r: ...".</summary>
    public override string ToString() => Path.Length == 0 ? $"{At}: {Reason}" : $"{At}: {Path}: {Reason}";
}

/// <summary>
/// Goes along while a scenario is read: where the reader is, what was found wrong, and which names are known.
/// </summary>
internal sealed class ReadScope
{
    /// <summary>The most problems that are told; the first ones tell most.</summary>
    public const int MaxProblems = 50;

    private readonly List<ScenarioProblem> _problems = [];
    private readonly List<string> _path = [];

    public ImmutableArray<ScenarioProblem> Problems => [.. _problems];

    public int Count => _problems.Count;

    /// <summary>The racks that the cluster names, so that a rack and a node can be told apart.</summary>
    public HashSet<string> Racks { get; } = new(StringComparer.Ordinal);

    public void Fail(TextNode node, string reason)
    {
        if (_problems.Count < MaxProblems)
            _problems.Add(new ScenarioProblem(node.At, string.Join('.', _path).Replace(".[", "[", StringComparison.Ordinal), reason));
    }

    /// <summary>Reads something under a name.</summary>
    public T Under<T>(string name, Func<T> read)
    {
        _path.Add(name);
        try
        {
            return read();
        }
        finally
        {
            _path.RemoveAt(_path.Count - 1);
        }
    }
}
