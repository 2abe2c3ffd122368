// The stores: rows a second, by rows a commit.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Sqlite;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Benchmarks;

/// <summary>Rows of 100 bytes in a store in memory, and in a SQLite file with every commit on the disk.</summary>
internal static class StorageBenchmark
{
    private const int Keys = 100_000;

    /// <summary>Measures writes at several sizes of commit, and reads.</summary>
    public static void Run(Report report)
    {
        using var memory = new MemoryStoreFactory();
        Measure(report, "memory", memory, rows: 200_000, perCommit: [1, 100]);

        var folder = Directory.CreateTempSubdirectory("dynamokv-benchmark-").FullName;
        try
        {
            using var files = new SqliteStoreFactory(folder);
            Measure(report, "SQLite file, every commit synced", files, rows: 20_000, perCommit: [1, 10, 100, 1_000]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Measure(Report report, string what, IStoreFactory disks, int rows, int[] perCommit)
    {
        using var store = disks.Open(new NodeId("A"));
        var written = 0;
        foreach (var batch in perCommit)
        {
            report.Line($"{what}: write, {batch:N0} rows a commit", Measurement.Of(() => Write(store, batch == 1 ? rows / 10 : rows, batch, ref written)));
        }

        report.Line($"{what}: read", Measurement.Of(() => Read(store, rows)));
    }

    private static long Write(IReplicaStore store, int rows, int batch, ref int written)
    {
        for (var row = 1; row <= rows; row++)
        {
            store.Write(KeyOf(written), Version(++written));
            if (row % batch == 0)
            {
                store.Commit();
            }
        }

        return rows;
    }

    private static long Read(IReplicaStore store, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            _ = store.Read(KeyOf(row));
        }

        return rows;
    }

    // Strides over the keys, so that neighbours in time are not neighbours in the file.
    private static Key KeyOf(int number) => Key.Of($"key-{number * 7_919L % Keys:D6}");

    private static SiblingSet Version(int number)
    {
        var value = new byte[100];
        BitConverter.TryWriteBytes(value, number); // a store skips a write of the same bytes
        var dot = new Dot(new VersionActor(new NodeId("A"), 1), number);
        return SiblingSet.Of([new Sibling(dot, VectorClock.Empty, value, WriteContent.TextContentType, Instant.Zero, isTombstone: false)]);
    }
}
