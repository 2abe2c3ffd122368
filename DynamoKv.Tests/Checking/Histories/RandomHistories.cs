// Random histories of clients.
using CsCheck;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Checking.Histories;

/// <summary>What one random operation is made of.</summary>
internal readonly record struct Draft(int Process, bool IsWrite, int Begin, int Length, int Choice, bool IsOpen);

/// <summary>Random histories: small times, so that many operations touch, and reads that mostly show something recent.</summary>
internal static class RandomHistories
{
    private static readonly Key X = Key.Of("x");

    private static readonly Gen<Draft> OneDraft = Gen.Select(
        Gen.Int[0, 3], Gen.Bool, Gen.Int[0, 40], Gen.Int[0, 14], Gen.Int[0, 11], Gen.Int[0, 9],
        (process, isWrite, begin, length, choice, open) => new Draft(process, isWrite, begin, length, choice, open == 0));

    public static Gen<Draft[]> Small { get; } = OneDraft.Array[1, 7];

    public static Gen<Draft[]> Any { get; } = OneDraft.Array[1, 24];

    /// <summary>Unique values, no deletes: one register.</summary>
    public static History Register(Draft[] drafts)
    {
        var writes = drafts.Index().Where(pair => pair.Item.IsWrite).OrderBy(pair => pair.Item.Begin).ToArray();
        return History.Of(drafts.Index().Select(pair => pair.Item.IsWrite
            ? Row(pair.Index, pair.Item) with { Kind = HistoryKind.Write, Written = new HistoryValue($"v{pair.Index}") }
            : Row(pair.Index, pair.Item) with { Seen = Shown(pair.Item, writes) }));
    }

    /// <summary>Everything at once: clients, contexts, siblings, deletes, failures.</summary>
    public static History Rich(Draft[] drafts)
    {
        var writes = drafts.Index().Where(pair => pair.Item.IsWrite).ToArray();
        return History.Of(drafts.Index().Select(pair => pair.Item.IsWrite ? RichWrite(pair.Index, pair.Item) : RichRead(pair.Index, pair.Item, writes)));
    }

    /// <summary>A set that loses elements.</summary>
    public static History Set(Draft[] drafts) => History.Of(drafts.Index().Select(pair => pair.Item.IsWrite
        ? Row(pair.Index, pair.Item) with { Kind = HistoryKind.Add, Written = new HistoryValue($"v{pair.Item.Choice}") }
        : Row(pair.Index, pair.Item) with { Seen = Elements(pair.Index) }));

    private static System.Collections.Immutable.ImmutableArray<HistoryValue> Elements(int index) =>
        [.. Enumerable.Range(0, 12).Where(element => (element + index) % 5 < 2).Select(element => new HistoryValue($"v{element}"))];

    private static HistoryRow Row(int index, Draft draft) => new()
    {
        Number = index + 1,
        Process = $"c{draft.Process}",
        Operation = $"c{draft.Process}-{index + 1}",
        Kind = HistoryKind.Read,
        Key = X,
        Invoked = new Instant(draft.Begin),
        Returned = draft.IsOpen ? null : new Instant(draft.Begin + draft.Length),
        Outcome = draft.IsOpen ? HistoryOutcome.Info : HistoryOutcome.Ok,
        Intended = new Instant(draft.Begin - draft.Choice),
        BeginLine = (index * 2) + 1,
        EndLine = draft.IsOpen ? 0 : (index * 2) + 2,
    };

    // Mostly the newest write that had begun, at times an older one, nothing, or one that nobody made.
    private static System.Collections.Immutable.ImmutableArray<HistoryValue> Shown(Draft read, (int Index, Draft Item)[] writes)
    {
        if (read.Choice == 11)
            return [new HistoryValue("ghost")];

        var begun = writes.Where(write => write.Item.Begin <= read.Begin + (read.Choice % 3 == 0 ? read.Length : 0)).ToArray();
        var place = begun.Length - 1 - (read.Choice / 6);
        return place < 0 ? [] : [new HistoryValue($"v{begun[place].Index}")];
    }

    private static HistoryRow RichWrite(int index, Draft draft)
    {
        var isDelete = draft.Choice % 4 == 3;
        return Row(index, draft) with
        {
            Kind = isDelete ? HistoryKind.Delete : HistoryKind.Write,
            Written = new HistoryValue(isDelete ? null : $"v{index}", DotOf(index)),
            Context = draft.Choice == 10 ? null : ClockOf(index, draft.Choice),
            Outcome = draft.IsOpen ? HistoryOutcome.Info : draft.Choice == 9 ? HistoryOutcome.Fail : HistoryOutcome.Ok,
        };
    }

    private static HistoryRow RichRead(int index, Draft draft, (int Index, Draft Item)[] writes)
    {
        var shown = writes.Where(write => ((write.Index * 7) + draft.Choice) % 5 == 0).ToArray();
        return Row(index, draft) with
        {
            Seen = [.. shown.Select(write => new HistoryValue(write.Item.Choice % 4 == 3 ? null : $"v{write.Index}", DotOf(write.Index)))],
            Context = shown.Aggregate(ClockOf(index, draft.Choice), (clock, write) => clock.Including(DotOf(write.Index))),
        };
    }

    private static Dot DotOf(int index) => new(new VersionActor(new NodeId($"w{index}"), 1), 1);

    private static VectorClock ClockOf(int index, int choice) =>
        Enumerable.Range(0, index).Where(other => (other + choice) % 3 == 0).Aggregate(VectorClock.Empty, (clock, other) => clock.Including(DotOf(other)));
}
