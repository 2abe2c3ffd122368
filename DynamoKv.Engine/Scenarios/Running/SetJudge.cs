// Whether sets are complete.
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Checking.Histories.Accounting;
using DynamoKv.Engine.Scenarios.Assertions;

namespace DynamoKv.Engine.Scenarios.Running;

/// <summary>Every acknowledged add to a set is there in the end, but for a share that may be lost.</summary>
internal static class SetJudge
{
    public static AssertionVerdict Judge(Assertion.SetComplete complete, Evidence evidence)
    {
        var report = SetAccounting.Measure(evidence.History);
        if (report.Acknowledged == 0)
            return Judges.Say(complete, "set_complete", VerdictOutcome.Unknown, "No add was acknowledged.");

        var sentence = Words.Text($"{report.Count(ElementFate.Lost):N0} of {report.Acknowledged:N0} acknowledged adds are lost ({Words.Share(report.LostShare)})");
        if (report.LostShare <= complete.MaxLost)
            return Judges.Say(complete, "set_complete", VerdictOutcome.Pass, $"{sentence}.");

        var breach = new SetAccounting().Check(evidence.History);
        return Judges.Say(complete, "set_complete", VerdictOutcome.Fail, $"{sentence}: {breach.Sentence}", breach.Lines.AsSpan()) with { Witness = breach.Witness };
    }
}
