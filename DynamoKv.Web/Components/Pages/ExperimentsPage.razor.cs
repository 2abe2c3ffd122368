// Experiments: started here, and what became of them.
using System.Collections.Immutable;
using DynamoKv.Engine.Archive.Experiments;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Engine.Experiments.Published;
using DynamoKv.Web.Components.Experiments;
using DynamoKv.Web.Sessions.Experiments;
using DynamoKv.Web.Sessions.Library;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Pages;

/// <summary>Experiments: started here, and what became of them.</summary>
public sealed partial class ExperimentsPage
{
    private static readonly ImmutableArray<IExperiment> Published = PublishedResults.Of(ExperimentSize.Quick);

    private string _chosen = $"p:{Published[0].Name}";
    private ExperimentSize _size = ExperimentSize.Quick;
    private string? _problem;

    [Inject]
    private ScenarioLibrary Library { get; set; } = null!;

    private IReadOnlyList<ScenarioEntry> Scenarios { get; set; } = [];

    private IReadOnlyList<ExperimentLine> Lines { get; set; } = [];

    /// <inheritdoc/>
    protected override void Load()
    {
        Scenarios = Scenarios.Count > 0 ? Scenarios : [.. Library.All().Where(entry => entry.Reading.File is not null)];
        Lines = Desk is { } desk ? [.. desk.All().Select(stored => ExperimentLine.Of(stored, desk))] : [];
    }

    private void Start()
    {
        try
        {
            _problem = null;
            var name = _chosen[2..];
            if (_chosen[0] == 'p')
                Desk!.Start(name, ExperimentKind.Published, _size.ToString());
            else
                Desk!.Start(name, ExperimentKind.Scenario, Scenarios.Single(entry => entry.Id == name).Text);
        }
        catch (ExperimentRefusedException refused)
        {
            _problem = refused.Message;
        }
    }
}
