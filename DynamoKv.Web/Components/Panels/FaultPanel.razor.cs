// Break something.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Components.Texts;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Panels;

/// <summary>The tools that break and mend nodes, disks and the network.</summary>
public sealed partial class FaultPanel
{
    /// <summary>The id of the first box of the partition chooser.</summary>
    public const string PartitionFieldId = "partition-first";

    /// <summary>The id of the field that slows the network down.</summary>
    public const string NetworkFieldId = "network-delay";

    /// <summary>After what time a fault of a real cluster ends when nobody chooses.</summary>
    public static TimeSpan UsualTime { get; } = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan[] Times = [TimeSpan.FromSeconds(15), UsualTime, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)];

    private readonly HashSet<NodeId> _side = [];
    private int _delay = 100;

    /// <summary>The cluster at the cursor.</summary>
    [Parameter, EditorRequired]
    public ClusterSnapshot Snapshot { get; set; } = null!;

    /// <summary>The node that is acted on; null: none chosen.</summary>
    [Parameter]
    public NodeId? Selected { get; set; }

    /// <summary>Whether the cluster can be controlled from here.</summary>
    [Parameter]
    public bool CanAct { get; set; } = true;

    /// <summary>Why it can't; null: the common sentence.</summary>
    [Parameter]
    public string? NoActReason { get; set; }

    /// <summary>Why processes can't be ended, stopped and started from here; null: they can.</summary>
    [Parameter]
    public string? NoLifeReason { get; set; }

    /// <summary>After what time a new fault ends by itself; null: it lasts until it is healed.</summary>
    [Parameter]
    public TimeSpan? Lasts { get; set; }

    /// <summary>Another time was chosen.</summary>
    [Parameter]
    public EventCallback<TimeSpan?> LastsChanged { get; set; }

    /// <summary>Something is to be done.</summary>
    [Parameter]
    public EventCallback<ScenarioAction> OnAct { get; set; }

    private NodeView? Node => Selected is { } id && Snapshot.Nodes.TryGetValue(id, out var node) ? node : null;

    private string? PartReason =>
        ReasonOf(_side.Count == 0 || _side.Count == Snapshot.Nodes.Count ? FaultText.PartitionNone : null);

    private string? SlowReason => ReasonOf(_delay == 0 ? FaultText.NetworkNone : null);

    private string? ReasonOf(string? reason) => CanAct ? reason : NoActReason ?? FaultText.NoControls;

    private string? LifeReasonOf(string? reason) => ReasonOf(NoLifeReason ?? reason);

    private static string TimeText(TimeSpan time) => time < UsualTime
        ? Words.Fill(FaultText.LastsSeconds, time.TotalSeconds)
        : Words.Fill(FaultText.LastsMinutes, time.TotalMinutes);

    private Task ChooseTimeAsync(ChangeEventArgs change) =>
        LastsChanged.InvokeAsync(int.TryParse(change.Value as string, out var seconds) ? TimeSpan.FromSeconds(seconds) : UsualTime);

    private void Tick(NodeId node, ChangeEventArgs change)
    {
        if (change.Value is true)
        {
            _side.Add(node);
        }
        else
        {
            _side.Remove(node);
        }
    }

    private async Task PartAsync()
    {
        await OnAct.InvokeAsync(FaultChoices.Part(Snapshot, _side));
        _side.Clear();
    }
}
