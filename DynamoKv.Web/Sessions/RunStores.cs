// Gives each run its own disks.
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Sqlite;

namespace DynamoKv.Web.Sessions;

/// <summary>Gives each run its own disks: a SQLite database a node below this server's folder, or memory. Thread-safe.</summary>
public sealed class RunStores : IDisposable
{
    private readonly ServerFolder? _folder;

    /// <summary>Takes a folder for this server unless rows are kept in memory.</summary>
    /// <exception cref="IOException">When the data folder can't be made or written.</exception>
    public RunStores(SimulationOptions options) =>
        _folder = options.StoresInMemory ? null : ServerFolder.Take(options.DataFolder ?? ServerFolder.StandardRoot());

    /// <summary>Fresh disks for a run.</summary>
    public IStoreFactory Create(string run) =>
        FolderOf(run) is { } folder ? new SqliteStoreFactory(folder) : new MemoryStoreFactory();

    /// <summary>Where a run keeps its databases; null: in memory.</summary>
    public string? FolderOf(string run) => _folder is null ? null : Path.Combine(_folder.Path, run);

    /// <summary>Deletes the disks of a run that has ended.</summary>
    public void Delete(string run)
    {
        if (FolderOf(run) is { } folder && Directory.Exists(folder))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
            {
                // Somebody looks at a database with a tool of his own; the next start clears what is left.
            }
        }
    }

    /// <summary>Deletes this server's folder.</summary>
    public void Dispose() => _folder?.Dispose();
}
