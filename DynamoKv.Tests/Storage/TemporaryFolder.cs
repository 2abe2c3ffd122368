// A folder that is gone after the test.
namespace DynamoKv.Tests.Storage;

/// <summary>A new, empty folder; deleted with all it holds when it is disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("dynamokv-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
