// What is marked along the scrubber.
using System.Collections.Immutable;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Components.Workbench;

/// <summary>Something marked along the scrubber: a fault as a band, or a violation as a point.</summary>
/// <param name="First">The first event.</param>
/// <param name="Last">The last event; of a point the same.</param>
/// <param name="Text">What it is, for people.</param>
/// <param name="IsViolation">Whether an assertion was broken here.</param>
public sealed record ScrubMark(long First, long Last, string Text, bool IsViolation)
{
    /// <summary>All marks of a run: its faults, then what broke its assertions.</summary>
    public static ImmutableArray<ScrubMark> Of(IClusterSession session, IEnumerable<AssertionVerdict> verdicts) =>
    [
        .. session.FaultWindows.Select(window => new ScrubMark(window.Line, Math.Max(window.Line, session.EventAt(window.Until)), window.What, false)),
        .. Broken(verdicts).SelectMany(verdict => verdict.Lines.Select(line => new ScrubMark(line, line, Words.Fill(LabText.Violation, verdict.Id, verdict.Sentence), true))),
    ];

    /// <summary>The verdicts that say no.</summary>
    public static IEnumerable<AssertionVerdict> Broken(IEnumerable<AssertionVerdict> verdicts) =>
        verdicts.Where(verdict => verdict.Outcome == VerdictOutcome.Fail);
}
