// Figures of histories: staleness, sets, availability, latency.
using CsCheck;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Checking.Histories.Accounting;
using DynamoKv.Engine.Checking.Histories.Registers;
using DynamoKv.Engine.Checking.Histories.Service;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Tests.Checking.Histories;

public sealed class MeasureTests
{
    private static Instant AtMs(double milliseconds) => Instant.After(TimeSpan.FromMilliseconds(milliseconds));

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    [Fact]
    public void A_stale_read_tells_how_many_versions_it_missed_and_for_how_long()
    {
        var history = HistoryScript.Parse(
            "c1 0-10 put x a", "c1 20-30 put x b", "c1 40-50 put x c", "c1 60-90 put x d",
            "c2 52-55 get x -> a", "c2 56-58 get x -> b", "c2 59-60 get x -> c", "c2 100-110 get x -> a b", "c2 120-130 get x -> nothing");

        var report = new Staleness().Measure(history);

        Assert.Equal(5, report.Reads);
        Assert.Equal([(2, Ms(22)), (1, Ms(6)), (2, Ms(50)), (4, Ms(110))], report.Stale.Select(stale => (stale.Versions, stale.Age)));
        Assert.Equal([(1, 1), (2, 2), (4, 1)], report.ByVersions);
        Assert.Equal([(Ms(10), 1), (Ms(50), 1), (Ms(100), 1), (Ms(200), 1)], report.ByAge);
        Assert.Equal(0.8, report.StaleShare, 1e-9);
    }

    [Fact]
    public void Only_reads_of_the_window_count()
    {
        var history = HistoryScript.Parse("c1 0-10 put x a", "c2 20-25 get x -> nothing", "c2 30-35 get x -> a", "c2 40-45 get x -> nothing");

        var checker = new Staleness { Window = new TimeWindow(AtMs(30), AtMs(40)) };

        Assert.Equal(new StalenessReport(1, []).Reads, checker.Measure(history).Reads);
        Assert.Equal(VerdictOutcome.Pass, checker.Check(history).Outcome);
        Assert.Equal(VerdictOutcome.Pass, new Staleness { MaxShare = 0.7 }.Check(history).Outcome);
        Assert.Equal(VerdictOutcome.Fail, new Staleness { MaxShare = 0.6 }.Check(history).Outcome);
    }

    [Fact]
    public void Staleness_is_what_counting_every_write_says() =>
        RandomHistories.Any.Sample(drafts =>
        {
            var history = RandomHistories.Register(drafts);
            var key = history.Keys[0];
            var stale = new Staleness().Measure(history).Stale.ToDictionary(one => one.Read.Number, one => one.Versions);
            foreach (var read in key.Reads)
            {
                var shown = read.Seen.IsEmpty ? null : key.WriterOf(read.Seen[0]);
                var missed = key.Writes.Count(write => write.IsOk && write.Returned < read.Invoked
                    && (shown is null || (shown.IsOk && shown.Returned < write.Invoked)));
                Assert.Equal(missed, stale.GetValueOrDefault(read.Number));
            }
        });

    [Fact]
    public void A_set_accounts_for_each_element()
    {
        var history = HistoryScript.Parse(
            "c1 0-10 add s 1", "c1 20-30 add s 2", "c1 40-50 add s 3", "c1 90-95 add s 4", "c1 96-99! add s 5",
            "c2 12-14 get s -> nothing", "c2 32-34 get s -> 1 2", "c2 60-62 get s -> 1 2", "c2 70-72 get s -> 1");

        var report = SetAccounting.Measure(history);

        Assert.Equal(
            [
                ("1", ElementFate.Stable, Ms(2)), ("2", ElementFate.Lost, Ms(30)),
                ("3", ElementFate.Lost, TimeSpan.Zero), ("4", ElementFate.NeverRead, TimeSpan.Zero),
            ],
            report.Elements.Select(element => (element.Element, element.Fate, element.Latency)));
        Assert.Equal(4, report.Acknowledged);
        Assert.Equal(0.5, report.LostShare);
        Assert.Equal([TimeSpan.Zero, Ms(30)], report.Latencies(ElementFate.Lost));
    }

    [Fact]
    public void Availability_counts_by_kind_and_by_when_clients_meant_to_ask()
    {
        var history = HistoryScript.Parse(
            "c1 0-10 put x a", "c1 20-30! put x b", "c1 40-? put x c", "c2 50-60 get x -> a meant 15", "c2 100-110! get x");

        Assert.Equal(new AvailabilityReport(1, 1, 1), new Availability { Kinds = [HistoryKind.Write] }.Measure(history));
        Assert.Equal(new AvailabilityReport(1, 1, 0), new Availability { Window = new TimeWindow(AtMs(15), AtMs(40)) }.Measure(history));
        Assert.Equal(0.4, new Availability().Measure(history).Share);
        Assert.Equal(VerdictOutcome.Unknown, new Availability { Window = new TimeWindow(AtMs(500)) }.Check(history).Outcome);
    }

    [Fact]
    public void Quantiles_are_exact_and_count_from_when_clients_meant_to_ask()
    {
        string[] lines =
        [
            .. Enumerable.Range(1, 100).Select(number => $"c1 {number * 1000}-{(number * 1000) + number} put x v{number}"),
            "c2 900-910 get x -> nothing meant 100",
        ];
        var history = HistoryScript.Parse(lines);

        var writes = new Latency { Kinds = [HistoryKind.Write], Max = Ms(99) };
        Assert.Equal(Ms(50), writes.Measure(history).Quantile(0.5));
        Assert.Equal(Ms(99), writes.Measure(history).Quantile(0.99));
        Assert.Equal(Ms(100), writes.Measure(history).Quantile(0.991));
        Assert.Equal(Ms(810), new Latency { Max = Ms(1) }.Measure(history).Quantile(1));
        Assert.Equal(VerdictOutcome.Pass, writes.Check(history).Outcome);
        Assert.Equal(VerdictOutcome.Fail, (new Latency { Kinds = [HistoryKind.Write], Max = Ms(98) }).Check(history).Outcome);
    }
}
