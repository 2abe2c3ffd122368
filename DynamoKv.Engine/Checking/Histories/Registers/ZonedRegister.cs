// Each key is a linearizable register, by zones: a second opinion.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Checking.Histories.Registers;

/// <summary>
/// Each key is a linearizable register: a second opinion that shares nothing with <see cref="LinearizableRegister"/> but the
/// reading of the rows. It needs unique values, and can't tell which of several deletes a read of nothing saw.
/// </summary>
public sealed class ZonedRegister : HistoryChecker
{
    private const int MaxCulprits = 64;

    /// <summary>The key that is judged; null: each key by itself.</summary>
    public Key? Key { get; init; }

    /// <inheritdoc/>
    public override string Name => "linearizable by zones";

    private protected override Judgement Judge(History history)
    {
        var judged = new Judgement();
        long zoned = 0;
        foreach (var key in history.OfKey(Key).Registers)
        {
            var register = new RegisterHistory(key);
            judged.Findings.AddRange(register.Impossible.Select(read => new Finding(read)));
            if (register.HasUniqueValues)
                AddCulprits(judged, [.. register.Operations]);
            else
                judged.Doubt ??= $"Two writes of '{key.Key}' can't be told apart: zones need unique values.";

            zoned += register.Operations.Length;
        }

        judged.Summary = $"The zones of {Words.Count(zoned, "operation", "operations")} lie apart.";
        return judged;
    }

    private protected override Explanation Explain(History history, Finding finding) => RegisterWords.Explain(history, finding.Culprit);

    // Two writes alone never conflict, so at least one of the four that make a conflict is a read.
    private static void AddCulprits(Judgement judged, List<RegisterOperation> operations)
    {
        for (var found = 0; ZoneTest.FirstConflict(operations) is { } zones; found++)
        {
            var reads = operations.Where(operation => !operation.IsWrite);
            var edges = reads.Where(operation => IsEdge(operation, zones.Left) || IsEdge(operation, zones.Right));
            RegisterOperation[] culprits = found >= MaxCulprits ? [.. reads] : [edges.MaxBy(operation => operation.Begin)];
            foreach (var culprit in culprits)
            {
                operations.Remove(culprit);
                judged.Findings.Add(new Finding(culprit.Row));
            }
        }
    }

    private static bool IsEdge(in RegisterOperation operation, in Zone zone) =>
        operation.Value == zone.Value && (operation.End == zone.FirstEnd || operation.Begin == zone.LastBegin);
}
