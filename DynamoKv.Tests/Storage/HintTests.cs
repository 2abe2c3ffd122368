// Both stores under the contract of hints and notes.
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Sqlite;

namespace DynamoKv.Tests.Storage;

public sealed class MemoryHintTests : HintContract
{
    protected override IStoreFactory Factory { get; } = new MemoryStoreFactory();
}

public sealed class SqliteHintTests : HintContract
{
    private readonly TemporaryFolder _folder = new();

    public SqliteHintTests() => Factory = new SqliteStoreFactory(_folder.Path);

    protected override IStoreFactory Factory { get; }

    public override void Dispose()
    {
        base.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
