// The store in a database file under the contract of all stores.
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Sqlite;

namespace DynamoKv.Tests.Storage.Sqlite;

public sealed class SqliteReplicaStoreTests : ReplicaStoreContract
{
    private readonly TemporaryFolder _folder = new();

    public SqliteReplicaStoreTests() => Factory = new SqliteStoreFactory(_folder.Path);

    protected override IStoreFactory Factory { get; }

    public override void Dispose()
    {
        base.Dispose();
        _folder.Dispose();
    }
}
