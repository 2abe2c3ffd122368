// The cells of a sweep beside each other.
using System.Collections.Immutable;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Experiments.Sweeps;
using DynamoKv.Web.Components.Experiments;
using DynamoKv.Web.Components.Texts;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Pages;

/// <summary>The cells of a sweep beside each other as a heat map with its numbers, and two of them compared seed by seed.</summary>
public sealed partial class SweepPage
{
    private ImmutableArray<SweepCellReport> _cells = [];
    private ImmutableArray<string> _figures = [];
    private SweepGrid? _grid;
    private string _figure = "";
    private string _name = "";
    private int _first;
    private int _second;

    /// <summary>Which experiment.</summary>
    [Parameter]
    public long Id { get; set; }

    /// <inheritdoc/>
    protected override void Load()
    {
        var stored = Desk?.Find(Id);
        _name = stored?.Name ?? "";
        _cells = stored is null ? [] : Desk!.ReportOf(stored)?.Cells ?? [];
        _figures = [.. _cells.SelectMany(cell => cell.Figures.Select(figure => figure.Name)).Distinct()];
        _figure = _figures.Contains(_figure) ? _figure : _figures.FirstOrDefault("");
        _second = _second == 0 && _cells.Length > 1 ? 1 : _second;
        _grid = _figures.IsEmpty ? null : SweepGrid.Of(_cells, _figure);
    }

    private void Choose(object? name)
    {
        _figure = name as string ?? _figure;
        _grid = SweepGrid.Of(_cells, _figure);
    }

    private static string TitleOf(SweepCellReport cell) => cell.Title.Length == 0 ? "–" : cell.Title;

    private static string WordOf(PairedComparison pair) =>
        pair.IsApart switch { true => ExperimentText.ApartYes, false => ExperimentText.ApartNo, null => ExperimentText.ApartUnknown };
}
