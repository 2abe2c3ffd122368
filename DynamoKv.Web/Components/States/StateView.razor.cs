// A node's state as a view.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Projections.States;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Components.Viewing;
using DynamoKv.Web.Components.Views;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.States;

/// <summary>A node's state at the cursor: a projection of the log; at the head also what the node says of itself.</summary>
public sealed partial class StateView
{
    private LogFold<NodeMemory>? _fold;
    private NodeView? _view;
    private NodeView? _before;
    private IReadOnlyList<ShownLine> _lines = [];
    private IReadOnlyList<ShownLine> _says = [];
    private (object?, long, NodeId?) _shown;

    /// <summary>All that the view knows.</summary>
    [Parameter, EditorRequired]
    public ViewContext Context { get; set; } = null!;

    private static string[] Groups =>
    [
        StateText.GroupLife, StateText.GroupPeers, StateText.GroupOperations, StateText.GroupTimers, StateText.GroupHints, StateText.GroupDisk,
        StateText.GroupRepair,
    ];

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var nodes = Context.Snapshot.Nodes;
        NodeId? chosen = Context.Selection.Node is { } node && nodes.ContainsKey(node) ? node : nodes.IsEmpty ? null : nodes.Keys.First();
        var shown = (Context.Session, Context.Cursor, chosen);
        if (shown.Equals(_shown))
        {
            return;
        }

        if (_fold is null || _shown.Item3 != chosen)
        {
            _fold = new LogFold<NodeMemory>(() => new NodeMemory(chosen ?? default), (memory, entries) => memory.Apply(entries));
        }

        _shown = shown;
        _view = chosen is { } id ? nodes[id] : null;
        if (_view is not null)
        {
            Look(_view);
        }
    }

    private void Look(NodeView view)
    {
        var session = Context.Session;
        var earlier = Math.Max(0, Context.Cursor - 1);
        var memory = _fold!.At(session, earlier);
        _before = session.SnapshotAt(earlier).Nodes.GetValueOrDefault(view.Id);
        var before = _before is null ? [] : StateLines.Of(_before, memory, Context.Snapshot.Nodes.Keys, session.Options);
        var now = Context.Cursor == earlier ? memory : memory.Apply(session.ReadLog(Context.Cursor, 1));
        _lines = ShownLine.Mark(StateLines.Of(view, now, Context.Snapshot.Nodes.Keys, session.Options), before);
        var said = Context.State.IsAtHead ? session.Inspect(view.Id) : null;
        _says = said is null ? [] : [.. OptionLines.Of(said).Select(line => new ShownLine(line, false))];
    }

    private void ChooseNode(ChangeEventArgs change) =>
        Context.Host.Select(Context.Selection with { Node = new NodeId((string)change.Value!) });
}
