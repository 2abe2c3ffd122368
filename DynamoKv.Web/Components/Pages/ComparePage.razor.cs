// Two runs beside each other.
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Web.Components.Compare;
using DynamoKv.Web.Components.Panels;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Sessions;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Pages;

/// <summary>Two runs beside each other: figures, verdicts, and the first line where they part.</summary>
public sealed partial class ComparePage
{
    private (RunSide First, RunSide Second)? _sides;
    private RunParting? _parting;
    private (IClusterSession First, IClusterSession Second)? _shown;

    /// <summary>The first run; null: the main one.</summary>
    [SupplyParameterFromQuery(Name = "a")]
    public string? First { get; set; }

    /// <summary>The second run; null: the newest.</summary>
    [SupplyParameterFromQuery(Name = "b")]
    public string? Second { get; set; }

    [Inject]
    private IRunRegistry Registry { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string NameA => First ?? RunBar.MainName;

    private string NameB => Second ?? Registry.All[^1].Name;

    private string? Missing => Registry.Find(NameA) is null ? NameA : Registry.Find(NameB) is null ? NameB : null;

    private (string Label, string Name, Action<string?> Set)[] Choices =>
    [
        (CompareText.First, NameA, name => Go(name ?? NameA, NameB)), (CompareText.Second, NameB, name => Go(NameA, name ?? NameB)),
    ];

    private RunSide[] Both => _sides is { } sides ? [sides.First, sides.Second] : [];

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (Missing is null && NameA != NameB && Pair() is var pair && _shown != pair)
        {
            _shown = pair;
            Look();
        }
    }

    private (IClusterSession First, IClusterSession Second) Pair() => (Registry.Find(NameA)!, Registry.Find(NameB)!);

    private void Look()
    {
        if (Missing is null)
        {
            var (first, second) = Pair();
            _sides = (RunSide.Of(first), RunSide.Of(second));
            _parting = RunComparison.Find(first, second);
        }
    }

    private void Go(string first, string second) =>
        Navigation.NavigateTo(Words.Fill("/compare?a={0}&b={1}", Uri.EscapeDataString(first), Uri.EscapeDataString(second)), replace: true);

    private static string About(RunSide side) => Words.Fill(
        CompareText.Where, side.Session.Title, side.Session.Seed?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "–", Words.Seconds(side.Session.Now), side.Through);

    private string Sentence(RunParting parting) => parting switch
    {
        { Number: 1 } => CompareText.PartAtOnce,
        { Number: { } number } => Words.Fill(CompareText.PartAt, number - 1, number),
        { IsCut: true } => Words.Fill(CompareText.SameCut, parting.Compared),
        _ when _sides is var (first, second) && first.Session.LastEvent != second.Session.LastEvent => Words.Fill("{0} {1}", Words.Fill(CompareText.SameSoFar, parting.Compared),
            Words.Fill(CompareText.Longer, first.Session.LastEvent > second.Session.LastEvent ? first.Session.Name : second.Session.Name)),
        _ => Words.Fill(CompareText.SameSoFar, parting.Compared),
    };

    private static string Verdict(RunSide side, string id, string kind) => side.Verdicts.FirstOrDefault(verdict => verdict.Id == id && verdict.Kind == kind) switch
    {
        null => CompareText.NotAsked,
        { Outcome: VerdictOutcome.Pass } verdict => Words.Fill("✓ {0}: {1}", CompareText.Pass, verdict.Sentence),
        { Outcome: VerdictOutcome.Fail } verdict => Words.Fill("✗ {0}: {1}", CompareText.Fail, verdict.Sentence),
        var verdict => Words.Fill("? {0}: {1}", CompareText.NotKnown, verdict.Sentence),
    };
}
