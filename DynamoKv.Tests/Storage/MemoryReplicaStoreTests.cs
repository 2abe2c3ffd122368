// The store in memory under the contract of all stores.
using DynamoKv.Engine.Storage;

namespace DynamoKv.Tests.Storage;

public sealed class MemoryReplicaStoreTests : ReplicaStoreContract
{
    protected override IStoreFactory Factory { get; } = new MemoryStoreFactory();
}
