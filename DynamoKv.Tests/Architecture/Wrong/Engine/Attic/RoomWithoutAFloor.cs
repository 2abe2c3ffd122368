// Wrong on purpose: a folder that the table of floors does not know.
namespace DynamoKv.Tests.Architecture.Wrong.Engine.Attic;

internal sealed class RoomWithoutAFloor;
