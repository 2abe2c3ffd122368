// Each key is a regular register.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Checking.Histories.Registers;

/// <summary>
/// Each key is a regular register (Lamport 1986, for many writers): a read shows the last write that was over before
/// it began,
/// or one that overlaps it. A read that shows siblings is judged by the freshest of them.
/// </summary>
public sealed class RegularRegister : HistoryChecker
{
    /// <summary>The key that is judged; null: each key by itself.</summary>
    public Key? Key { get; init; }

    /// <inheritdoc/>
    public override string Name => "regular";

    private protected override Judgement Judge(History history)
    {
        var judged = new Judgement();
        long reads = 0;
        foreach (var key in history.OfKey(Key).Registers)
        {
            var times = new WriteTimes(key);
            foreach (var read in key.Reads)
            {
                reads++;
                if (read.LiveCount <= 1 && RegisterHistory.Objection(key, read) is not null)
                    judged.Findings.Add(new Finding(read));
                else if (times.FirstMissedBy(read) is { } missed)
                    judged.Findings.Add(new Finding(read, missed));
            }
        }

        judged.Summary = $"{Words.Count(reads, "read", "reads")} missed no write that was acknowledged before.";
        return judged;
    }

    private protected override Explanation Explain(History history, Finding finding) => RegisterWords.Explain(history, finding.Culprit);
}
