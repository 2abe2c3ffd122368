// The versions of a key.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Projections.Graphs;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Components.Viewing;
using DynamoKv.Web.Components.Views;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Versions;

/// <summary>The versions of the chosen key, up to the cursor: a projection of the log, and what a person does with siblings.</summary>
public sealed partial class VersionsView
{
    /// <summary>How many keys the choice offers.</summary>
    public const int MaxKeys = 200;

    private IReadOnlyList<Dot> _compared = [];
    private LogFold<VersionHistory>? _fold;
    private VersionGraph? _graph;
    private IReadOnlyList<Key> _keys = [];
    private (object Nodes, long Cursor, Key? Key) _graphOf;

    /// <summary>All that the view knows.</summary>
    [Parameter, EditorRequired]
    public ViewContext Context { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var of = (Context.Snapshot.Nodes, Context.Cursor, Context.Selection.Key);
        if (_graph is not null && of.Equals(_graphOf))
        {
            return;
        }

        _graphOf = of;
        _keys = KeysOf(Context.Snapshot, Context.Selection.Key);
        _graph = Choice() is { } key ? GraphOf(key) : null;
        _compared = [.. _compared.Where(dot => _graph?.Find(dot) is not null)];
    }

    private static IReadOnlyList<Key> KeysOf(ClusterSnapshot snapshot, Key? chosen)
    {
        var keys = new SortedSet<Key>(snapshot.Nodes.Values.SelectMany(node => node.Rows.Keys.Take(MaxKeys)).Take(MaxKeys * 2));
        if (chosen is { } key)
        {
            keys.Add(key);
        }

        return [.. keys];
    }

    /// <summary>The chosen key; without a choice the one with the most versions.</summary>
    private Key? Choice() => Context.Selection.Key
        ?? (_keys.Count == 0 ? null : _keys.MaxBy(key => Context.Snapshot.Nodes.Values.Max(node => node.Rows.GetValueOrDefault(key)?.Count ?? 0)));

    private VersionGraph GraphOf(Key key)
    {
        if (_fold is null || _graph?.Key != key)
        {
            _fold = new LogFold<VersionHistory>(() => new VersionHistory(key), (history, entries) => history.Apply(entries));
        }

        return VersionGraph.Of(_fold.At(Context.Session, Context.Cursor), Context.Snapshot, Context.Session.Options.VersionMode);
    }

    private void ChooseKey(ChangeEventArgs change)
    {
        if (Key.TryCreate(change.Value as string, out var key, out _))
        {
            Context.Host.Select(Context.Selection with { Key = key });
        }
    }

    private void Compare(Dot dot) => _compared = _compared.Contains(dot)
        ? [.. _compared.Where(other => other != dot)]
        : [.. _compared.TakeLast(1), dot];

    /// <summary>Through the first of the key's replicas that runs: it coordinates.</summary>
    private Task<ClientResponse?> SendAsync(WriteContent content, CausalContext context)
    {
        var key = _graph!.Key;
        var replicas = Context.Session.PlacementAt(Context.Cursor).Current
            .PreferenceList(RingPosition.OfKey(key), Context.Session.Options.Quorum.N);
        NodeId? via = replicas.Where(IsUp).Select(node => (NodeId?)node).FirstOrDefault();
        return Context.Host.AskAsync(via, id => new ClientRequest.Put(id, key, RequestOptions.None, content, context, OnlyIfAbsent: false));
    }

    private bool IsUp(NodeId node) => Context.Snapshot.Nodes.TryGetValue(node, out var view) && view.Condition == NodeCondition.Up;
}
