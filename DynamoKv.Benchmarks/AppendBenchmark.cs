// The store beside the limit: bare appends to a SQLite table, the same bytes, the same settings, both in turns.
using System.Diagnostics;
using System.Globalization;
using System.Text;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DynamoKv.Benchmarks;

/// <summary>Commits of 100 rows: what the store makes of what SQLite can do.</summary>
internal static class AppendBenchmark
{
    private const int Batch = 100;
    private const int Rows = 60_000; // more than the store keeps unfolded, so that each round folds as much as it writes
    private const int Rounds = 7;

    /// <summary>Measures 10,000 hot keys, a million keys that are there, and keys that are new.</summary>
    public static void Run(Report report)
    {
        Measure(report, "10,000 hot keys", 10_007, fill: 10_007);
        Measure(report, "1,000,000 keys at random, all there before", 1_000_003, fill: 1_000_003);
        Measure(report, "new keys at random", 100_000_007, fill: 0);
    }

    private static void Measure(Report report, string what, int keys, int fill) => StorageBenchmark.InFolder(files =>
    {
        using var store = files.Open(new NodeId("A"));
        var written = 0;
        StorageBenchmark.Write(store, keys, fill, 10_000, ref written);
        store.Commit();
        var folder = Directory.CreateTempSubdirectory("dynamokv-benchmark-").FullName;
        using (var bare = new BareLog(folder))
        {
            var (ours, theirs) = (new List<double>(), new List<double>());
            StorageBenchmark.Write(store, keys, Rows, Batch, ref written);
            bare.Append(keys, written, Rows);
            for (var round = 0; round < Rounds; round++)
            {
                ours.Add(Rate(() => StorageBenchmark.Write(store, keys, Rows, Batch, ref written)));
                theirs.Add(Rate(() => bare.Append(keys, written, Rows)));
            }

            var (our, their) = (Median(ours), Median(theirs));
            report.Line($"bare SQLite append, {Batch} rows a commit", new Measurement(their, 0));
            report.Line($"store, {what}, {Batch} rows a commit: {(our / their).ToString("N2", CultureInfo.InvariantCulture)} of it", new Measurement(our, 0), ">= 0.65");
        }

        Directory.Delete(folder, recursive: true);
    });

    private static double Rate(Action body)
    {
        var began = Stopwatch.GetTimestamp();
        body();
        return Rows / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    /// <summary>A table that is only appended to, by one prepared command.</summary>
    private sealed class BareLog : IDisposable
    {
        private readonly SqliteConnection _connection;
        private readonly SqliteStatement _begin, _append, _commit;

        public BareLog(string folder)
        {
            var options = SqliteStoreOptions.Default;
            _connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False");
            _connection.Open();
            using var setUp = _connection.CreateCommand();
            setUp.CommandText = $"""
                PRAGMA page_size = {options.PageBytes};
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA cache_size = -{options.CacheKibibytes};
                PRAGMA wal_autocheckpoint = {options.CheckpointPages};
                CREATE TABLE log (id INTEGER PRIMARY KEY, key BLOB, versions BLOB);
                """;
            setUp.ExecuteNonQuery();
            _begin = new SqliteStatement(_connection, "BEGIN IMMEDIATE");
            _append = new SqliteStatement(_connection, "INSERT INTO log (key, versions) VALUES (?1, ?2)");
            _commit = new SqliteStatement(_connection, "COMMIT");
        }

        public void Append(int keys, int first, int rows)
        {
            for (var row = 0; row < rows; row++)
            {
                if (row % Batch == 0)
                {
                    _begin.Run();
                }

                var number = first + row;
                _append.Bind(1, Encoding.UTF8.GetBytes(StorageBenchmark.KeyOf(number, keys).Text)).Bind(2, StorageBenchmark.Version(number).Encode()).Run();
                if (row % Batch == Batch - 1)
                {
                    _commit.Run();
                }
            }
        }

        public void Dispose()
        {
            _begin.Dispose();
            _append.Dispose();
            _commit.Dispose();
            _connection.Dispose();
        }
    }
}
