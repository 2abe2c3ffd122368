// Both stores against a dictionary, under random operations.
using System.Text;
using CsCheck;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Sqlite;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Storage.Rows;

namespace DynamoKv.Tests.Storage;

public sealed class ReplicaStoreModelTests
{
    private static readonly Key[] Keys = [K("a"), K("b"), K("ba"), K("é"), K("\uFFFD"), K("\U0001F600"), K("z")];

    private static readonly Gen<Operation> AnyOperation = Gen.Select(
        Gen.Frequency(
            (10, OperationKind.Write), (3, OperationKind.Bury), (3, OperationKind.Remove), (3, OperationKind.Begin),
            (6, OperationKind.Commit), (2, OperationKind.Reopen), (2, OperationKind.CommitAndReopen), (2, OperationKind.Tidy)),
        Gen.Int[0, Keys.Length - 1],
        Gen.Int[1, 50],
        (kind, key, number) => new Operation(kind, Keys[key], number));

    private enum OperationKind
    {
        Write,
        Bury,
        Remove,
        Begin,
        Commit,
        Reopen,
        CommitAndReopen,
        Tidy,
    }

    [Fact]
    public void The_store_in_memory_behaves_like_a_dictionary() =>
        AnyOperation.Array[1, 60].Sample(
            operations =>
            {
                using var factory = new MemoryStoreFactory();
                Follow(operations, factory);
            },
            iter: 1_000);

    [Fact]
    public void The_sqlite_store_behaves_like_a_dictionary() =>
        AnyOperation.Array[1, 60].Sample(
            operations =>
            {
                using var folder = new TemporaryFolder();
                using var factory = new SqliteStoreFactory(
                    folder.Path, new SqliteStoreOptions { Durability = SqliteDurability.Normal, CheckpointPages = 8 });
                Follow(operations, factory);
            },
            iter: 100);

    [Fact]
    public void The_sqlite_store_behaves_like_a_dictionary_while_it_folds() =>
        AnyOperation.Array[1, 60].Sample(
            operations =>
            {
                using var folder = new TemporaryFolder();
                using var factory = new SqliteStoreFactory(
                    folder.Path, new SqliteStoreOptions { Durability = SqliteDurability.Normal, FoldAfterRows = 3, TidyRows = 1 });
                Follow(operations, factory);
            },
            iter: 100);

    private static void Follow(Operation[] operations, IStoreFactory factory)
    {
        var model = new StoreModel();
        var store = factory.Open(NodeA);
        foreach (var operation in operations)
        {
            store = Apply(operation, store, factory);
            Assert.Equal(model.Apply(operation), Observe(store));
        }

        store.Dispose();
    }

    private static IReplicaStore Apply(Operation operation, IReplicaStore store, IStoreFactory factory)
    {
        if (operation.Written is { } versions)
            store.Write(operation.Key, versions);
        if (operation.Kind == OperationKind.Begin)
            store.BeginIncarnation(operation.Number);
        if (operation.Kind is OperationKind.Commit or OperationKind.CommitAndReopen)
            store.Commit();
        if (operation.Kind == OperationKind.Tidy)
            store.Tidy();
        if (operation.Kind is OperationKind.Reopen or OperationKind.CommitAndReopen)
        {
            store.Dispose();
            store = factory.Open(NodeA);
        }

        return store;
    }

    /// <summary>
    /// All that a node can see of a store, as text: what is read key by key must be what a scan in pages lists.
    /// </summary>
    private static string Observe(IReplicaStore store)
    {
        var rows = new List<KeyValuePair<Key, SiblingSet>>();
        for (IReadOnlyList<KeyValuePair<Key, SiblingSet>>? page = null; page is not { Count: < 2 }; rows.AddRange(page))
            page = store.Scan(rows.Count == 0 ? null : rows[^1].Key, 2);
        foreach (var key in Keys)
            Assert.Equal(rows.Find(row => row.Key == key).Value ?? SiblingSet.Empty, store.Read(key).Versions);
        return Describe(rows, store.Statistics);
    }

    private static string Describe(IEnumerable<KeyValuePair<Key, SiblingSet>> rows, StoreStatistics statistics) =>
        string.Join(' ', rows.Select(row => $"{row.Key}={Convert.ToHexString(row.Value.Encode())}")) + $" {statistics}";

    private sealed record Operation(OperationKind Kind, Key Key, int Number)
    {
        public SiblingSet? Written => Kind switch
        {
            OperationKind.Write => Value(new string('v', Number), Number),
            OperationKind.Bury => Tombstone(Number),
            OperationKind.Remove => SiblingSet.Empty,
            _ => null,
        };
    }

    /// <summary>The same store, written as plainly as can be: the state now and the state at the last commit.</summary>
    private sealed class StoreModel
    {
        private Dictionary<Key, SiblingSet> _now = [];
        private Dictionary<Key, SiblingSet> _committed = [];

        public string Apply(Operation operation)
        {
            if (operation.Written is { } versions)
                _now[operation.Key] = versions;
            if (operation.Kind is OperationKind.Commit or OperationKind.CommitAndReopen)
                _committed = new(_now);
            if (operation.Kind is OperationKind.Reopen)
                _now = new(_committed);
            return Describe();
        }

        private string Describe()
        {
            var rows = _now.Where(row => !row.Value.IsEmpty)
                .OrderBy(row => Convert.ToHexString(Encoding.UTF8.GetBytes(row.Key.Text)), StringComparer.Ordinal)
                .ToList();
            return ReplicaStoreModelTests.Describe(rows, new StoreStatistics(
                rows.Count,
                rows.Count(row => !row.Value.HasLiveValue),
                0,
                rows.Sum(BytesOf)));
        }

        private static long BytesOf(KeyValuePair<Key, SiblingSet> row) =>
            Encoding.UTF8.GetByteCount(row.Key.Text) + row.Value.Siblings.Sum(sibling => (long)sibling.Value.Length);
    }
}
