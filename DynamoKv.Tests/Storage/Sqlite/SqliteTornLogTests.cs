// A write-ahead log that was cut or changed opens to exactly what was committed up to there.
using DynamoKv.Benchmarks.TornWal;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage.Sqlite;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Storage.Rows;

namespace DynamoKv.Tests.Storage.Sqlite;

public sealed class SqliteTornLogTests : IDisposable
{
    private const int Commits = 10;
    private const int Flips = 150;
    private const int RandomCuts = 60;
    private const int LeastRecoveries = 300;

    private static readonly SqliteStoreOptions Options = new() { Durability = SqliteDurability.Normal };

    private readonly TemporaryFolder _folder = new();
    private readonly DeterministicRandom _random = new(20_071_014);
    private readonly List<List<KeyValuePair<Key, SiblingSet>>> _states = [];
    private readonly byte[] _database;
    private readonly WriteAheadLog _log;

    public SqliteTornLogTests() => (_database, _log) = RunUntilPowerCut();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_torn_log_opens_to_the_commits_that_are_whole_in_it()
    {
        var recoveries = 0;
        foreach (var length in CutPoints())
        {
            AssertRecovers(_log.CutAt(length), _log.CommitsWithin(length), $"cut at {length}");
            recoveries++;
        }

        foreach (var offset in FlipPoints())
        {
            var flipped = _log.FlippedAt(offset, _random.NextInt32(8));
            AssertRecovers(flipped, _log.CommitsBefore(offset), $"flipped at {offset}");
            recoveries++;
        }

        Assert.InRange(recoveries, LeastRecoveries, int.MaxValue);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Logs_that_are_torn_at_random_hold_what_was_acknowledged(ulong seed)
    {
        var report = new TornWalTrial(_folder.Path, seed).Run(100);

        Assert.True(report.Problems.Count == 0, report.ToString());
        Assert.True(report is { Recoveries: 100, Databases: > 1, Lost: > 20, Kept: > 20 }, report.ToString());
    }

    [Fact]
    public void The_log_of_the_test_holds_every_commit() =>
        Assert.Equal((Commits, Commits + 1), (_log.CommitCount, _states.Count));

    [Fact]
    public void A_store_goes_on_after_a_torn_log()
    {
        PlaceFiles(_log.CutAt(_log.EndOfFrame(_log.FrameCount - 1) - 1));
        using (var store = SqliteStoreOpening.Open(Files(), Options))
        {
            store.Write(K("after"), Value("the cut"));
            store.Commit();
        }

        using var reopened = SqliteStoreOpening.Open(Files(), Options);
        Assert.Equal(Value("the cut"), reopened.Read(K("after")).Versions);
        Assert.Equal(_states[Commits - 1].Count + 1, reopened.Statistics.Keys);
    }

    /// <summary>
    /// Commits known states and takes the files away before the store is closed, as a power cut would leave them.
    /// </summary>
    private (byte[] Database, WriteAheadLog Log) RunUntilPowerCut()
    {
        using var store = SqliteStoreOpening.Open(Files(), Options);
        _states.Add([]);
        for (var commit = 1; commit <= Commits; commit++)
        {
            for (var write = 0; write < 6; write++)
                WriteSomething(store, commit);
            store.Write(K("commit"), Value($"{commit}", commit));
            store.Commit();
            _states.Add([.. store.Scan(null, 1_000)]);
        }

        return (File.ReadAllBytes(Files().Database), new WriteAheadLog(File.ReadAllBytes(Files().WriteAheadLog)));
    }

    private void WriteSomething(SqliteReplicaStore store, int commit)
    {
        var key = K($"key-{_random.NextInt32(20):D2}");
        var value = Value(new string('v', _random.NextInt32(600)), commit);
        store.Write(key, _random.NextBool(0.15) ? SiblingSet.Empty : value);
    }

    private IEnumerable<int> CutPoints()
    {
        int[] ends = [0, .. Enumerable.Range(-1, _log.FrameCount + 1).Select(_log.EndOfFrame)];
        var around = ends.SelectMany(end => new[] { end - 1, end, end + 1 });
        var random = Enumerable.Range(0, RandomCuts).Select(_ => _random.NextInt32(_log.Bytes.Length));
        return around.Concat(random).Where(length => length >= 0 && length <= _log.Bytes.Length).Distinct().Order();
    }

    private List<int> FlipPoints() =>
    [
        .. Enumerable.Range(0, 32),
        .. Enumerable.Range(0, Flips - 32).Select(_ => _random.NextInt32(_log.Bytes.Length)),
    ];

    private void AssertRecovers(byte[] log, int commits, string what)
    {
        PlaceFiles(log);
        using var store = SqliteStoreOpening.Open(Files(), Options);
        var expected = _states[commits];
        Assert.True(
            expected.SequenceEqual(store.Scan(null, 1_000)),
            $"{what}: the state after commit {commits} is not what was found");
        Assert.Equal((expected.Count, 0), (store.Statistics.Keys, store.Statistics.DamagedRows));
    }

    private void PlaceFiles(byte[] log)
    {
        Directory.Delete(Files().Folder, recursive: true);
        Directory.CreateDirectory(Files().Folder);
        File.WriteAllBytes(Files().Database, _database);
        File.WriteAllBytes(Files().WriteAheadLog, log);
    }

    private StoreFiles Files() => new(_folder.Path, NodeA);
}
