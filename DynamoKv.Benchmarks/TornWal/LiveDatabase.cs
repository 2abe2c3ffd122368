// A store at work, whose files are taken as a power cut would leave them.
using System.Text;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage.Sqlite;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Benchmarks.TornWal;

/// <summary>
/// Commits drawn writes into a store and takes its files while it is open, as a power cut would leave them. Knows what each
/// commit acknowledged.
/// </summary>
internal sealed class LiveDatabase
{
    private static readonly SqliteStoreOptions Options = new() { Durability = SqliteDurability.Normal };
    private static readonly NodeId Node = new("a");

    private readonly List<KeyValuePair<Key, SiblingSet>[]> _states = [[]];
    private readonly StoreFiles _files;
    private readonly byte[] _database;

    /// <summary>Draws one.</summary>
    /// <param name="folder">Where it may work; nothing else may be there.</param>
    /// <param name="random">What it draws from.</param>
    public LiveDatabase(string folder, DeterministicRandom random)
    {
        _files = new StoreFiles(folder, Node);
        Clear();
        using var store = SqliteStoreOpening.Open(_files, Options);
        var commits = 2 + random.NextInt32(12);
        for (var commit = 1; commit <= commits; commit++)
        {
            for (var write = random.NextInt32(8); write >= 0; write--)
                WriteSomething(store, random, commit);

            store.Write(Key.Of("commit"), Value($"{commit}", commit));
            store.Commit();
            _states.Add([.. store.Scan(null, 1_000)]);
        }

        _database = File.ReadAllBytes(_files.Database);
        Log = new WriteAheadLog(File.ReadAllBytes(_files.WriteAheadLog));
    }

    /// <summary>Its log.</summary>
    public WriteAheadLog Log { get; }

    /// <summary>Opens the database with a damaged log; what is wrong with what is found, null: nothing.</summary>
    /// <param name="log">The damaged log.</param>
    /// <param name="commits">How many commits are whole in it.</param>
    public string? ProblemWith(byte[] log, int commits)
    {
        Clear();
        Directory.CreateDirectory(_files.Folder);
        File.WriteAllBytes(_files.Database, _database);
        File.WriteAllBytes(_files.WriteAheadLog, log);
        using var store = SqliteStoreOpening.Open(_files, Options);
        var found = store.Scan(null, 1_000);
        var expected = _states[commits];
        return !expected.SequenceEqual(found) ? $"{found.Count} rows were found, and not the {expected.Length} of commit {commits} as they were then"
            : store.Statistics.DamagedRows != 0 ? $"{store.Statistics.DamagedRows} rows can't be read"
            : expected.Length != store.Statistics.Keys ? $"{store.Statistics.Keys} rows are counted where {expected.Length} are"
            : null;
    }

    private static void WriteSomething(SqliteReplicaStore store, DeterministicRandom random, int commit)
    {
        var key = Key.Of($"key-{random.NextInt32(40)}");
        var value = Value(new string('v', random.NextInt32(3_000)), commit);
        store.Write(key, random.NextBool(0.15) ? SiblingSet.Empty : value);
    }

    private static SiblingSet Value(string text, int counter) => SiblingSet.Of(
        [new Sibling(new Dot(new VersionActor(Node, 1), counter), VectorClock.Empty, Encoding.UTF8.GetBytes(text), WriteContent.TextContentType, Instant.Zero, false)]);

    private void Clear()
    {
        if (Directory.Exists(_files.Folder))
            Directory.Delete(_files.Folder, recursive: true);
    }
}
