// The stores: rows a second, by rows a commit.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Sqlite;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Benchmarks;

/// <summary>Rows of 100 bytes in a store in memory, and in a SQLite file with every commit on the disk.</summary>
internal static class StorageBenchmark
{
    private const int Many = 1_000_003; // a prime, so that a stride meets every key
    private const int Hot = 10_007;

    private static readonly int[] PerCommit = [1, 10, 100, 1_000];

    /// <summary>Measures writes at several sizes of commit, and reads.</summary>
    public static void Run(Report report)
    {
        using var memory = new MemoryStoreFactory();
        Measure(report, "memory", memory, Many, rows: 200_000, perCommit: [1, 100]);
        InFolder(files => Measure(report, "SQLite file, every commit synced, 1,000,000 keys at random", files, Many, rows: 100_000, PerCommit));
        InFolder(files => Measure(report, "SQLite file, every commit synced, 10,000 hot keys", files, Hot, rows: 100_000, PerCommit));
        AppendBenchmark.Run(report);
    }

    /// <summary>Gives a body stores in a folder that is gone afterwards.</summary>
    public static void InFolder(Action<SqliteStoreFactory> body)
    {
        var folder = Directory.CreateTempSubdirectory("dynamokv-benchmark-").FullName;
        try
        {
            using var files = new SqliteStoreFactory(folder);
            body(files);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Writes rows, going on where the last round ended.</summary>
    public static long Write(IReplicaStore store, int keys, int rows, int batch, ref int written)
    {
        for (var row = 1; row <= rows; row++)
        {
            store.Write(KeyOf(written, keys), Version(++written));
            if (row % batch == 0)
            {
                store.Commit();
            }
        }

        return rows;
    }

    /// <summary>A version of 100 bytes.</summary>
    public static SiblingSet Version(int number)
    {
        var value = new byte[100];
        BitConverter.TryWriteBytes(value, number); // a store skips a write of the same bytes
        var dot = new Dot(new VersionActor(new NodeId("A"), 1), number);
        return SiblingSet.Of([new Sibling(dot, VectorClock.Empty, value, WriteContent.TextContentType, Instant.Zero, isTombstone: false)]);
    }

    /// <summary>Strides over the keys, so that neighbours in time are not neighbours in the file.</summary>
    public static Key KeyOf(int number, int keys) => Key.Of($"key-{number * 611_953L % keys:D7}");

    private static void Measure(Report report, string what, IStoreFactory disks, int keys, int rows, int[] perCommit)
    {
        using var store = disks.Open(new NodeId("A"));
        var written = 0;
        foreach (var batch in perCommit)
        {
            var round = batch == 1 ? rows / 50 : batch == 10 ? rows / 5 : rows;
            report.Line($"{what}: write, {batch:N0} rows a commit", Measurement.Of(() => Write(store, keys, round, batch, ref written)));
        }

        report.Line($"{what}: read", Measurement.Of(() => Read(store, keys, rows)));
    }

    private static long Read(IReplicaStore store, int keys, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            _ = store.Read(KeyOf(row, keys));
        }

        return rows;
    }
}
