// A view over a real run, at any moment of it.
using DynamoKv.Engine.Primitives;
using DynamoKv.Web.Components.Viewing;
using DynamoKv.Web.Components.Views;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Tests.Components.Views;

/// <summary>A view over a real run that has been played for some seconds, at any moment of it.</summary>
public abstract class ViewBench : ComponentBench
{
    private protected RecordedHost Host { get; } = new();

    private protected IClusterSession Session => Bench.Main;

    /// <summary>What a view knows at an entry of the run.</summary>
    private protected ViewContext At(long cursor, Selection? selection = null)
    {
        using var viewer = new RunViewer(Session, Bench.Time, cursor);
        return new ViewContext(Session, viewer.State, selection ?? Selection.None, Host);
    }

    /// <summary>What a view knows at the head.</summary>
    private protected ViewContext AtHead(Selection? selection = null) => At(long.MaxValue, selection);

    /// <summary>Moments of the run, drawn from a seed, the first and the last among them.</summary>
    private protected IEnumerable<long> Moments(int count, ulong seed)
    {
        var random = new DeterministicRandom(seed).Stream("moments");
        var head = Session.LastEvent;
        return Enumerable.Range(0, count).Select(index => index switch { 0 => 0, 1 => head, _ => random.NextInt32((int)head + 1) });
    }
}
