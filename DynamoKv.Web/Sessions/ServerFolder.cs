// Where one server process keeps the databases of its simulated nodes.
namespace DynamoKv.Web.Sessions;

/// <summary>
/// A folder of this process alone: two servers never share a database. It is deleted on a graceful stop; what a killed
/// server left is deleted when the next one starts (its lock file is no longer held).
/// </summary>
public sealed class ServerFolder : IDisposable
{
    private const string LockSuffix = ".lock";
    private readonly FileStream _lock;

    private ServerFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The place used when nothing is configured: "DynamoKv/simulation" below the user's local data.</summary>
    public static string StandardRoot()
    {
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        var root = string.IsNullOrEmpty(local) ? System.IO.Path.GetTempPath() : local;
        return System.IO.Path.Combine(root, "DynamoKv", "simulation");
    }

    /// <summary>Clears what stopped servers left, and takes a fresh folder.</summary>
    /// <exception cref="IOException">When the root can't be made or written.</exception>
    public static ServerFolder Take(string root)
    {
        Directory.CreateDirectory(root);
        RemoveStale(root);
        var path = System.IO.Path.Combine(root, "server-" + Guid.NewGuid().ToString("N"));
        var held = new FileStream(path + LockSuffix, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        Directory.CreateDirectory(path);
        return new ServerFolder(path, held);
    }

    /// <summary>Deletes the folder. A database that is still open elsewhere is left for the next start.</summary>
    public void Dispose()
    {
        TryDelete(Path);
        _lock.Dispose();
        TryDeleteFile(_lock.Name);
    }

    private static void RemoveStale(string root)
    {
        foreach (var file in Directory.EnumerateFiles(root, "server-*" + LockSuffix))
        {
            if (IsAbandoned(file) && TryDelete(file[..^LockSuffix.Length]))
            {
                TryDeleteFile(file);
            }
        }
    }

    private static bool IsAbandoned(string lockFile)
    {
        try
        {
            using var free = new FileStream(lockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false; // held by a living server, or not ours
        }
    }

    private static bool TryDelete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void TryDeleteFile(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // left for the next start
        }
    }
}
