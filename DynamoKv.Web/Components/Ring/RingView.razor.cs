// The ring as a picture.
using System.Globalization;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;
using DynamoKv.Web.Components.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace DynamoKv.Web.Components.Ring;

/// <summary>The ring as a picture. Paints only what a <see cref="RingScene"/> says, as its table twin does.</summary>
public sealed partial class RingView
{
    private readonly Dictionary<NodeId, string> _bands = [];
    private HashRing? _banded;
    private RingScene? _painted;
    private NodeId? _paintedNode;
    private bool _isChanged = true;

    /// <summary>The ring whose tokens are drawn.</summary>
    [Parameter, EditorRequired]
    public HashRing Ring { get; set; } = null!;

    /// <summary>What to show.</summary>
    [Parameter, EditorRequired]
    public RingScene Scene { get; set; } = null!;

    /// <summary>The virtual time of the scene.</summary>
    [Parameter]
    public Instant Now { get; set; }

    /// <summary>The node that is acted on.</summary>
    [Parameter]
    public NodeId? SelectedNode { get; set; }

    /// <summary>A node was chosen.</summary>
    [Parameter]
    public EventCallback<NodeId> NodeSelected { get; set; }

    /// <summary>A key was chosen.</summary>
    [Parameter]
    public EventCallback<Key> KeySelected { get; set; }

    /// <summary>From each node that keeps hints to the nodes for which it keeps them.</summary>
    private IEnumerable<(NodeMark Holder, NodeMark Target)> HintLines =>
        from holder in Scene.Nodes
        from kept in holder.View.KeptHints
        let target = Scene.Nodes.FirstOrDefault(mark => mark.View.Id == kept.Target)
        where target is not null
        select (holder, target);

    private KeyMark? SelectedMark => Scene.Keys.FirstOrDefault(key => key.IsSelected);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _isChanged = Scene != _painted || SelectedNode != _paintedNode;
        _painted = Scene;
        _paintedNode = SelectedNode;
        if (_banded != Ring)
        {
            _bands.Clear();
            _banded = Ring;
        }
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => _isChanged;

    private string BandOf(NodeMark mark)
    {
        if (!_bands.TryGetValue(mark.View.Id, out var path))
        {
            path = RingGeometry.BandPath(Ring.Tokens, mark.View.Id);
            _bands.Add(mark.View.Id, path);
        }

        return path;
    }

    private static string LabelOf(KeyMark key) =>
        Words.Fill(PlayText.KeyDotLabel, key.Key, string.Join(" → ", key.PreferenceList));

    private static string Text(double coordinate) => coordinate.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Short(string key) => key.Length <= 18 ? key : key[..17] + "…";

    private Task OnKeyDot(KeyboardEventArgs pressed, Key key) =>
        pressed.Key is "Enter" or " " ? KeySelected.InvokeAsync(key) : Task.CompletedTask;
}
