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

    /// <summary>From each node that gives ranges away to the node that gets them.</summary>
    private IEnumerable<(NodeMark From, NodeMark To)> TransferLines =>
        from transfer in Scene.Transfers
        let source = Scene.Nodes.FirstOrDefault(mark => mark.View.Id == transfer.Source)
        let target = Scene.Nodes.FirstOrDefault(mark => mark.View.Id == transfer.Target)
        where source is not null && target is not null
        select (source, target);

    private KeyMark? SelectedMark => Scene.Keys.FirstOrDefault(key => key.IsSelected);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _isChanged = Scene != _painted || SelectedNode != _paintedNode;
        _painted = Scene;
        _paintedNode = SelectedNode;
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => _isChanged;

    /// <summary>How fine the ring is drawn, and its bands.</summary>
    private RingFacts Facts => RingFacts.Of(Ring);

    /// <summary>The bands of the ring that is to come; null: none is.</summary>
    private RingFacts? NextFacts => Scene.Next is { } next ? RingFacts.Of(next) : null;

    private string BandOf(NodeMark mark) => Facts.Bands.GetValueOrDefault(mark.View.Id, string.Empty);

    private static string LabelOf(KeyMark key)
    {
        var label = Words.Fill(PlayText.KeyDotLabel, key.Key, string.Join(" → ", key.PreferenceList));
        return key.IsMoving ? label + ". " + Words.Fill(RingText.MovesTo, string.Join(" → ", key.NextList)) : label;
    }

    private static string Text(double coordinate) => coordinate.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Short(string key) => key.Length <= 18 ? key : key[..17] + "…";

    private Task OnKeyDot(KeyboardEventArgs pressed, Key key) =>
        pressed.Key is "Enter" or " " ? KeySelected.InvokeAsync(key) : Task.CompletedTask;
}
