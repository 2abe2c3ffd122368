// A plot on a page.
using DynamoKv.Engine.Scenarios.Reports;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Charts;

/// <summary>
/// A plot on a page, with a table twin. What stands where is worked out by <see cref="PlotScene"/>; this only lays out.
/// </summary>
public sealed partial class XyChart
{
    private static int _count;

    private readonly string _id = Texts.Words.Fill("chart-{0}", Interlocked.Increment(ref _count));
    private Plot? _laidOut;
    private PlotScene _scene = null!;
    private PlotTable _table = null!;
    private bool _isTableOpen;

    /// <summary>What to show.</summary>
    [Parameter]
    [EditorRequired]
    public Plot Plot { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_laidOut, Plot))
        {
            (_laidOut, _scene, _table) = (Plot, PlotScene.Of(Plot), PlotTable.Of(Plot));
        }
    }

    private static string N(double value) => PlotScene.Number(value);
}
