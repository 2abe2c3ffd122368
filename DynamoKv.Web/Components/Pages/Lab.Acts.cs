// The part of the workbench that forks, finds, shows verdicts, and gives things away.
using System.Collections.Immutable;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Web.Components.Interop;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Components.Views;
using DynamoKv.Web.Components.Workbench;
using DynamoKv.Web.Sessions;
using Microsoft.JSInterop;
using MudBlazor;

namespace DynamoKv.Web.Components.Pages;

public sealed partial class Lab
{
    private AssertionVerdict? _witness;
    private ImmutableArray<AssertionVerdict> _judged = [];
    private ImmutableArray<ScrubMark> _marks = [];
    private (object? Session, long Head, int Verdicts) _marksOf;
    private IJSObjectReference? _export;

    private ImmutableArray<AssertionVerdict> Verdicts => Session.Verdicts.IsEmpty ? _judged : Session.Verdicts;

    /// <summary>Worked out again when there is something new, not at every repaint.</summary>
    private ImmutableArray<ScrubMark> Marks
    {
        get
        {
            var of = (Session, State.Head, Verdicts.Length);
            if (_marksOf != of)
            {
                _marksOf = of;
                _marks = ScrubMark.Of(Session, Verdicts);
            }

            return _marks;
        }
    }

    private void ForkHere() => Try(() =>
    {
        if (Session.Controls is { } controls)
        {
            var fork = Runs.Open(() => controls.Fork(State.Cursor));
            Notices.Add(Words.Fill(PlayText.Forked, State.Cursor), Severity.Info);
            Navigation.NavigateTo(AddressOf(fork));
        }
        else
        {
            Notices.Add(Session.Limits.Runs ?? PlayText.OpenOwnHint, Severity.Warning);
        }
    });

    private void GoToAnomaly()
    {
        var broken = ScrubMark.Broken(Verdicts).SelectMany(verdict => verdict.Lines).ToHashSet();
        if (Anomalies.NextAfter(Session, State.Cursor, broken) is { } number)
        {
            Seek(number);
            Select(Chosen with { Event = number, Message = null });
        }
        else
        {
            Notices.Add(LabText.NoAnomaly, Severity.Info);
        }
    }

    /// <summary>The next broken assertion, from none over all of them to none again.</summary>
    private void NextVerdict()
    {
        _judged = Session.Verdicts.IsEmpty ? Session.JudgeSoFar() : Session.Verdicts;
        var broken = ScrubMark.Broken(Verdicts).Where(verdict => !verdict.Lines.IsEmpty).ToArray();
        var next = Array.IndexOf(broken, _witness) + 1;
        if (broken.Length == 0)
        {
            Notices.Add(LabText.NoBroken, Severity.Info);
        }

        ShowWitness(next < broken.Length ? broken[next] : null);
    }

    /// <summary>Stands where the whole of the path can be seen.</summary>
    private void ShowWitness(AssertionVerdict? verdict)
    {
        _witness = verdict;
        if (verdict is { Lines.IsEmpty: false })
        {
            _views = _views.Contains(ViewKind.Flow) ? _views : ViewList.Toggle(_views, ViewKind.Flow);
            Seek(verdict.Lines.Max());
        }
    }

    private void StepOperation(bool isForward)
    {
        if (Chosen.Operation is not { } operation)
        {
            Notices.Add(LabText.NoOperation, Severity.Info);
        }
        else if ((isForward ? OperationSteps.Next(Session, State.Cursor, operation) : OperationSteps.Previous(Session, State.Cursor, operation)) is { } number)
        {
            Seek(number);
        }
        else
        {
            Notices.Add(Words.Fill(LabText.NoMoreSteps, operation), Severity.Info);
        }
    }

    private async Task CopyLinkAsync()
    {
        if (State.IsPlaying)
        {
            Toggle(); // a link names a moment
        }

        var isCopied = false;
        await BrowserCalls.TryAsync(async () => isCopied = await (await ExportModuleAsync()).InvokeAsync<bool>("copyLink"));
        Notices.Add(isCopied ? LabText.Copied : LabText.NotCopied, isCopied ? Severity.Info : Severity.Warning);
    }

    private async Task ExportAsync((string What, string Format) wanted)
    {
        var name = Words.Fill("{0}-{1}-{2}", Session.Name, wanted.What, State.Cursor);
        if (wanted.Format == "lines")
        {
            var text = string.Join('\n', Session.Controls?.ScenarioLines ?? []);
            await BrowserCalls.TryAsync(async () => await (await ExportModuleAsync()).InvokeVoidAsync("saveText", text, name + ".yaml"));
            return;
        }

        string? missing = null;
        await BrowserCalls.TryAsync(async () => missing = await (await ExportModuleAsync()).InvokeAsync<string?>("exportView", wanted.What, wanted.Format, name));
        if (missing is not null)
        {
            Notices.Add(missing == "table" ? LabText.TableFirst : LabText.PictureFirst, Severity.Info);
        }
    }

    private async ValueTask<IJSObjectReference> ExportModuleAsync() =>
        _export ??= await Browser.InvokeAsync<IJSObjectReference>("import", "./js/export.js");

    private string AddressOf(IClusterSession run) =>
        new MomentAddress(Run, run.Name == Run ? null : run.Name, null, _views, Chosen).Write();

    private string AddressOf(string run) => new MomentAddress(Run, run == Run ? null : run, null, _views, Chosen).Write();
}
