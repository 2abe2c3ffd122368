// Anti-entropy, as people see and steer it.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Node.Exchanges;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Components.Texts;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Panels;

/// <summary>What the nodes' Merkle trees are doing; two nodes can be compared and evened out by hand.</summary>
public sealed partial class RepairPanel
{
    private string _source = "";
    private string _target = "";

    /// <summary>What the nodes that run say of themselves now.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<NodeSnapshot> Accounts { get; set; } = [];

    /// <summary>Why the cluster can't be changed from here.</summary>
    [CascadingParameter(Name = nameof(WhyNot))]
    public string? WhyNot { get; set; }

    /// <summary>Whether the cluster can be controlled from here.</summary>
    [Parameter]
    public bool CanAct { get; set; } = true;

    /// <summary>A node is to do something.</summary>
    [Parameter]
    public EventCallback<NodeOrder> OnOrder { get; set; }

    private (NodeId Node, AntiEntropySnapshot Said)[] Lines =>
        [.. Accounts.Where(account => account.AntiEntropy is not null).Select(account => (account.Self, account.AntiEntropy!))];

    private bool IsPaused => Lines.Any(line => line.Said.IsPaused);

    private string? Reason => !CanAct ? (WhyNot ?? FaultText.NoControls)
        : _source == _target ? ClusterText.CompareSame
        : Lines.All(line => line.Node.Value != _source) ? Words.Fill(ClusterText.CompareDown, _source)
        : null;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_source.Length == 0 && Accounts is [var first, var second, ..])
        {
            (_source, _target) = (first.Self.Value, second.Self.Value);
        }
    }

    private static string StateOf(AntiEntropySnapshot said) => said switch
    {
        { IsReady: false } => Words.Fill(ClusterText.TreesBuilding, said.Progress * 100),
        { IsPaused: true } => ClusterText.TreesPaused,
        { ExchangingWith: { } peer } => Words.Fill(ClusterText.TreesComparing, peer),
        _ => ClusterText.TreesReady,
    };

    private Task CompareAsync(bool isDryRun)
    {
        var target = new NodeId(_target);
        return OnOrder.InvokeAsync(new NodeOrder(new NodeId(_source), number => new NodeCommand.ExchangeWith(number, target, isDryRun)));
    }

    private async Task SwitchAsync()
    {
        var isPaused = IsPaused;
        foreach (var (node, said) in Lines)
        {
            if (said.IsPaused == isPaused)
            {
                await OnOrder.InvokeAsync(new NodeOrder(
                    node, number => isPaused ? new NodeCommand.ResumeAntiEntropy(number) : new NodeCommand.PauseAntiEntropy(number)));
            }
        }
    }
}
