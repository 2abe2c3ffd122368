// How many siblings reads show.
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Scenarios.Assertions;

namespace DynamoKv.Engine.Scenarios.Running;

/// <summary>No read shows more live versions of a key than are allowed.</summary>
internal static class SiblingJudge
{
    public static AssertionVerdict Judge(Assertion.Siblings siblings, Evidence evidence)
    {
        HistoryRow[] reads = [.. evidence.Asked.Rows.Where(row => row is { Kind: HistoryKind.Read, IsOk: true })];
        if (reads.MaxBy(row => row.LiveCount) is not { } most)
            return Judges.Say(siblings, "siblings", VerdictOutcome.Unknown, "Nobody read anything.");

        var sentence = $"{Words.Opening(most)} showed {Words.Count(most.LiveCount, "version", "versions")} of '{most.Key}', the most of all reads.";
        return most.LiveCount <= siblings.Max
            ? Judges.Say(siblings, "siblings", VerdictOutcome.Pass, sentence, most.BeginLine, most.EndLine)
            : Judges.Say(siblings, "siblings", VerdictOutcome.Fail, sentence, most.BeginLine, most.EndLine) with { Witness = [.. reads.Where(row => row.LiveCount > siblings.Max)] };
    }
}
