// Why a read fits into no order, in words.
namespace DynamoKv.Engine.Checking.Histories.Registers;

/// <summary>Why a read fits into no order, in words: the simplest reason that holds.</summary>
internal static class RegisterWords
{
    /// <summary>Explains a read that breaks linearizability.</summary>
    public static Explanation Explain(History history, HistoryRow read)
    {
        var key = history.Keys.First(one => one.Key == read.Key);
        if (RegisterHistory.Objection(key, read) is { } objection)
        {
            HistoryRow[] rows = [.. read.Seen.Select(key.WriterOf).OfType<HistoryRow>(), read];
            return new Explanation($"{Shown(read)}, but {objection}{Words.Lines(rows)}.", [.. rows]);
        }

        return Missed(key, read) ?? Inverted(key, read)
            ?? new Explanation($"{Shown(read)}, and no order of the operations on that key explains this{Words.Lines(read)}.", [read]);
    }

    /// <summary>Explains a read that missed an acknowledged write; null: it missed none.</summary>
    public static Explanation? Missed(KeyRows key, HistoryRow read) => Missed(read, new WriteTimes(key));

    /// <summary>Explains a read that missed an acknowledged write; null: it missed none.</summary>
    public static Explanation? Missed(HistoryRow read, WriteTimes times)
    {
        if (times.FirstMissedBy(read) is not { } missed)
            return null;

        return new Explanation(
            $"{Shown(read)}, although {Words.Of(missed)} was acknowledged {Words.Time(read.Begin - missed.End)} before it began{Words.Lines(missed, read)}.",
            [missed, read]);
    }

    private static string Shown(HistoryRow read) => $"{Words.Opening(read)} showed {Words.Shown(read)} of '{read.Key}'";

    // An earlier read had shown a newer value.
    private static Explanation? Inverted(KeyRows key, HistoryRow read)
    {
        var operations = new RegisterHistory(key).Operations;
        var own = Array.Find(operations, operation => operation.Row.Number == read.Number);
        var ownFirstEnd = operations.Where(operation => operation.Value == own.Value).Min(operation => operation.End);
        foreach (var earlier in operations.Where(operation => !operation.IsWrite && operation.Precedes(own) && operation.Value != own.Value).Reverse())
        {
            var lastBegin = operations.Where(operation => operation.Value == earlier.Value).Max(operation => operation.Begin);
            if (ownFirstEnd < lastBegin || own.Value == RegisterOperation.Nothing)
            {
                return new Explanation(
                    $"{Shown(read)} {Words.Time(own.Begin - earlier.End)} after {Words.Of(earlier.Row)} had shown {Words.Shown(earlier.Row)}, "
                    + $"which is newer{Words.Lines(earlier.Row, read)}.",
                    [earlier.Row, read]);
            }
        }

        return null;
    }
}
