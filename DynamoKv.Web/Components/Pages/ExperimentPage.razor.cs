// What came of an experiment.
using System.Text;
using DynamoKv.Engine.Archive.Experiments;
using DynamoKv.Engine.Experiments.Plans;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Pages;

/// <summary>What came of an experiment: published beside ours, plots, files.</summary>
public sealed partial class ExperimentPage
{
    private StoredExperiment? _stored;
    private IExperiment? _made;
    private ExperimentReport? _report;
    private IReadOnlyList<(string Name, string Address)>? _files;

    /// <summary>Which one.</summary>
    [Parameter]
    public long Id { get; set; }

    /// <inheritdoc/>
    protected override void Load()
    {
        var before = _stored;
        _stored = Desk?.Find(Id);
        if (_stored == before && _report is not null)
            return;

        _made = _stored is null ? null : Desk!.MadeOf(_stored);
        _report = _stored is null ? null : Desk!.ReportOf(_stored);
        _files = null; // they would be of before
    }

    // The files are small and go with the page: nothing is kept for them on the server.
    private void Prepare() => _files =
    [
        ($"{_made!.Name}.csv", Address("text/csv", ReportText.ToCsv(_report!))),
        ($"{_made.Name}.json", Address("application/json", ReportText.ToJson(_made, _report!))),
        .. _report!.Plots.Select((plot, index) => ($"{_made.Name}-{index + 1}.svg", Address("image/svg+xml", plot.ToSvg()))),
    ];

    private static string Address(string type, string text) => $"data:{type};charset=utf-8;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}";
}
