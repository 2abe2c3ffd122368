// How far a stream of rows has come, on the disk and by the clock.
using CsCheck;
using DynamoKv.Engine.Node.Transfers;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Tests.Node.Transfers;

public sealed class TransferProgressTests
{
    private static readonly Gen<Key?> Cursor = Gen.String[Gen.Char['a', 'ž'], 0, 40]
        .Select(text => text.Length == 0 ? (Key?)null : Key.Of(text));

    [Fact]
    public void Progress_comes_back_from_its_note() =>
        Gen.Select(Gen.Long, Gen.ULong, Cursor, Gen.Long, Gen.Bool).Sample((epoch, move, cursor, keys, isDone) =>
        {
            var progress = new TransferProgress(epoch, move, cursor, keys, isDone);
            Assert.Equal(progress, TransferProgress.Decode(progress.Encode()));
        });

    [Fact]
    public void A_note_that_is_too_short_or_of_another_form_counts_for_nothing()
    {
        var note = new TransferProgress(1, 2, Key.Of("key"), 3, IsDone: false).Encode();
        Assert.Null(TransferProgress.Decode([]));
        Assert.Null(TransferProgress.Decode(note.AsSpan(0, 25)));
        note[0] = 2;
        Assert.Null(TransferProgress.Decode(note));
    }

    [Fact]
    public void A_rate_is_the_mean_of_the_last_seconds_and_falls_to_nothing_afterwards()
    {
        var meter = new RateMeter();
        Assert.Equal((0, 0), meter.PerSecond(At(10)));
        for (var second = 10; second < 20; second++)
            meter.Count(At(second), keys: 100, bytes: 1_000);

        Assert.Equal((100, 1_000), meter.PerSecond(At(19)));
        Assert.Equal((60, 600), meter.PerSecond(At(21)));
        Assert.Equal((0, 0), meter.PerSecond(At(30)));
    }

    [Fact]
    public void A_rate_that_has_just_begun_is_not_spread_over_seconds_before_it()
    {
        var meter = new RateMeter();
        meter.Count(At(10), keys: 100, bytes: 1_000);
        Assert.Equal((100, 1_000), meter.PerSecond(At(10)));
        Assert.Equal((50, 500), meter.PerSecond(At(11)));
    }

    private static Instant At(int seconds) => Instant.After(TimeSpan.FromSeconds(seconds));
}
