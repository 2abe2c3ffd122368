// The common words of a scenario as a form.
using System.Globalization;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Web.Components.Texts;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Scenarios;

/// <summary>The common words of a scenario as a form. What can't be taken is said, and nothing is changed by it.</summary>
public sealed partial class ScenarioForm
{
    private string? _problem;

    /// <summary>What is written.</summary>
    [Parameter, EditorRequired]
    public ScenarioDraft Draft { get; set; } = null!;

    /// <summary>Something was changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    private static (string Name, string Hint, int Value, Func<Quorum, int, Quorum> Set)[] Counts(ScenarioFile file) =>
    [
        ("N", EditorText.CountN, file.Cluster.Node.Quorum.N, (quorum, count) => quorum with { N = count }),
        ("R", EditorText.CountR, file.Cluster.Node.Quorum.R, (quorum, count) => quorum with { R = count }),
        ("W", EditorText.CountW, file.Cluster.Node.Quorum.W, (quorum, count) => quorum with { W = count }),
    ];

    private static string TextOf(ChangeEventArgs args) => args.Value as string ?? string.Empty;

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private void Change(Func<ScenarioFile, ScenarioFile> change)
    {
        _problem = null;
        Draft.Change(change);
        Changed.InvokeAsync();
    }

    private void ChangeNode(Func<NodeOptions, NodeOptions> change) => Change(file => file with { Cluster = file.Cluster with { Node = change(file.Cluster.Node) } });

    private void SetSeed(ChangeEventArgs args)
    {
        if (ulong.TryParse(TextOf(args), NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
            Change(file => file with { Seed = seed });
        else
            _problem = EditorText.SeedProblem;
    }

    private void SetUntil(ChangeEventArgs args)
    {
        var (until, problem) = ScenarioPieces.Duration(TextOf(args));
        if (until is { } time)
            Change(file => file with { Until = time });
        else
            _problem = problem;
    }

    private void SetNodes(ChangeEventArgs args)
    {
        var names = TextOf(args).Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0 || names.Distinct().Count() < names.Length || !Array.TrueForAll(names, name => NodeId.TryParse(name, out _)))
            _problem = EditorText.NodesProblem;
        else
            Change(file => file with { Cluster = file.Cluster with { Nodes = [.. names.Select(name => new NodeId(name))] } });
    }

    private void SetCount(ChangeEventArgs args, Func<Quorum, int, Quorum> set)
    {
        if (int.TryParse(TextOf(args), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= Quorum.MaxReplicas)
            ChangeNode(node => node with { Quorum = set(node.Quorum, count) });
        else
            _problem = Words.Fill(EditorText.CountProblem, Quorum.MaxReplicas);
    }

    private void SetHints(bool areOn) => ChangeNode(node => node with { Handoff = areOn ? new HandoffOptions() : null });

    private void SetSloppy(bool isSloppy) => ChangeNode(node => node with { Handoff = node.Handoff is { } hints ? hints with { IsSloppy = isSloppy } : null });

    private string? SetFault(int index, string line)
    {
        var (fault, problem) = ScenarioPieces.Fault(Draft.Form!, line);
        if (fault is not null)
            Change(file => file with { Faults = file.Faults.SetItem(index, fault) });

        return problem;
    }

    private void AddFault(string word)
    {
        var (fault, problem) = ScenarioPieces.Fault(Draft.Form!, PieceChoices.Fault(Draft.Form!, word));
        _problem = problem;
        if (fault is not null)
            Change(file => file with { Faults = file.Faults.Add(fault) });
    }

    private string? SetAssertion(int index, string line)
    {
        var (assertion, problem) = ScenarioPieces.Assertion(Draft.Form!, line);
        if (assertion is not null)
            Change(file => file with { Assertions = file.Assertions.SetItem(index, assertion) });

        return problem;
    }

    private void AddAssertion(string word)
    {
        var (assertion, problem) = ScenarioPieces.Assertion(Draft.Form!, PieceChoices.Assertion(Draft.Form!, word));
        _problem = problem;
        if (assertion is not null)
            Change(file => file with { Assertions = file.Assertions.Add(assertion) });
    }
}
