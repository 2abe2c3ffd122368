// Wrong on purpose: the made-up world uses the real one.
using DynamoKv.Tests.Architecture.Wrong.Engine.Storage.Sqlite;

namespace DynamoKv.Tests.Architecture.Wrong.Engine.Simulation;

internal sealed class WorldThatKnowsTheOther
{
    public static DiskOfTheOtherWorld? Disk => null;
}
