// Keeps two stores from opening one database.
namespace DynamoKv.Engine.Storage.Sqlite;

/// <summary>
/// An exclusive lock on a file. The operating system gives it back when the process ends in any way, so a file that a
/// killed process left behind locks nobody out. SQLite's own lock would not do: it allows two writers that take turns.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a store.</summary>
    /// <exception cref="StoreRefusedException">When another store holds it.</exception>
    public static StoreLock Take(StoreFiles files)
    {
        try
        {
            return new StoreLock(
                new FileStream(files.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException inUse)
        {
            throw new StoreRefusedException(
                $"The store of node '{files.Node}' in '{files.Folder}' is already open: stop the other user of this " +
                "folder first.",
                inUse);
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose() => _file.Dispose();
}
