// A room of the real world, for the made-up one to misuse.
namespace DynamoKv.Tests.Architecture.Wrong.Engine.Storage.Sqlite;

internal sealed class DiskOfTheOtherWorld;
