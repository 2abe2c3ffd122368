// The rows of a key as operations on a register.
namespace DynamoKv.Engine.Checking.Histories.Registers;

/// <summary>
/// The rows of a key as operations on a register that holds one value or nothing. A read that no register could give,
/// whatever the order, is put aside: it showed two values at once, or one that nobody wrote, or one from the future.
/// </summary>
internal sealed class RegisterHistory
{
    private readonly Dictionary<int, int> _values = []; // by the number of the row that wrote it

    public RegisterHistory(KeyRows key)
    {
        var isRead = new HashSet<int>();
        List<RegisterOperation> reads = [];
        foreach (var row in key.Reads)
        {
            if (ValueOf(key, row) is not { } value)
            {
                Impossible.Add(row);
                continue;
            }

            isRead.Add(value);
            reads.Add(new RegisterOperation(row, false, value, row.Begin, row.End));
        }

        // A write with an unknown outcome that nobody saw may never have happened.
        var writes = key.Writes
            .Select(row => new RegisterOperation(row, true, WrittenBy(key, row), row.Begin, row.End))
            .Where(write => write.End != RegisterOperation.Open || isRead.Contains(write.Value));
        Operations = [.. writes.Concat(reads).OrderBy(operation => operation.Begin).ThenBy(operation => operation.Row.Number)];
        HasUniqueValues = key.HasUniqueValues
            && !(isRead.Contains(RegisterOperation.Nothing) && Operations.Any(one => one.IsWrite && one.Value == RegisterOperation.Nothing));
    }

    /// <summary>In the order in which they began.</summary>
    public RegisterOperation[] Operations { get; }

    /// <summary>Reads that no order explains.</summary>
    public List<HistoryRow> Impossible { get; } = [];

    /// <summary>Whether each read tells which write it saw.</summary>
    public bool HasUniqueValues { get; }

    /// <summary>The one live version that a read showed; default: it showed nothing.</summary>
    public static HistoryValue LiveValue(HistoryRow read) => read.Seen.FirstOrDefault(value => !value.IsTombstone);

    /// <summary>Why no register gives what this read showed, in words that follow "although"; null: one may.</summary>
    public static string? Objection(KeyRows key, HistoryRow read)
    {
        if (read.LiveCount == 0)
            return null;
        if (read.LiveCount > 1)
            return $"a register holds one value at a time: {string.Join(" and ", read.Seen.Select(key.WriterOf).OfType<HistoryRow>().Select(Words.Of))}";

        var writer = key.WriterOf(LiveValue(read));
        return writer is null ? "nobody wrote that"
            : !writer.MayHaveHappened ? $"{Words.Of(writer)} was said to have failed"
            : writer.Begin > read.End ? $"{Words.Of(writer)} began only afterwards"
            : null;
    }

    private int? ValueOf(KeyRows key, HistoryRow read) =>
        Objection(key, read) is not null ? null
        : read.LiveCount == 0 ? RegisterOperation.Nothing
        : Number(key.WriterOf(LiveValue(read))!);

    private int WrittenBy(KeyRows key, HistoryRow write) =>
        write.Kind == HistoryKind.Delete ? RegisterOperation.Nothing : Number(key.WriterOf(write.Written!.Value)!);

    private int Number(HistoryRow writer)
    {
        if (!_values.TryGetValue(writer.Number, out var value))
            _values.Add(writer.Number, value = _values.Count + 1);

        return value;
    }
}
