// Each key is a linearizable register, by search.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Checking.Histories.Registers;

/// <summary>
/// Each key is a linearizable register (Herlihy and Wing 1990): there is one order of its operations, each within its
/// interval, in which every read shows the last write before it. Two siblings at once are no register's answer.
/// </summary>
public sealed class LinearizableRegister : HistoryChecker
{
    /// <summary>The key that is judged; null: each key by itself.</summary>
    public Key? Key { get; init; }

    /// <summary>
    /// How many steps the search may take for each key; then the verdict is unknown. A step takes some tens of
    /// nanoseconds.
    /// </summary>
    public long MaxSteps { get; init; } = 2_000_000;

    /// <inheritdoc/>
    public override string Name => "linearizable";

    private protected override Judgement Judge(History history)
    {
        var judged = new Judgement();
        long operations = 0, keys = 0;
        foreach (var key in history.OfKey(Key).Registers)
        {
            var register = new RegisterHistory(key);
            var search = new CulpritSearch(register.Operations, new SearchBudget(MaxSteps));
            search.Run();
            (operations, keys) = (operations + register.Operations.Length, keys + 1);
            judged.Findings.AddRange(register.Impossible.Concat(search.Culprits).Select(read => new Finding(read)));
            if (search.IsOutOfBudget)
                judged.Doubt ??= Words.Text($"The search gave up on '{key.Key}' after {MaxSteps:N0} steps: too many of its operations overlap.");
        }

        judged.Summary = $"{Words.Count(operations, "operation", "operations")} on {Words.Count(keys, "key", "keys")} "
            + "stand in an order that explains every read.";
        return judged;
    }

    private protected override Explanation Explain(History history, Finding finding) => RegisterWords.Explain(history, finding.Culprit);
}
