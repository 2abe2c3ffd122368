// Folders of living and of gone servers.
using DynamoKv.Web.Sessions;

namespace DynamoKv.Tests.Sessions;

public sealed class ServerFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("dynamokv-").FullName;

    [Fact]
    public void Two_servers_never_share_a_folder()
    {
        using var one = ServerFolder.Take(_root);
        using var other = ServerFolder.Take(_root);

        Assert.NotEqual(one.Path, other.Path);
        Assert.True(Directory.Exists(one.Path) && Directory.Exists(other.Path));
    }

    [Fact]
    public void A_graceful_stop_leaves_nothing()
    {
        var folder = ServerFolder.Take(_root);
        File.WriteAllText(Path.Combine(folder.Path, "replica.db"), "rows");

        folder.Dispose();

        Assert.Empty(Directory.EnumerateFileSystemEntries(_root));
    }

    [Fact]
    public void What_a_killed_server_left_is_removed_at_the_next_start()
    {
        var left = Directory.CreateDirectory(Path.Combine(_root, "server-gone")).FullName;
        File.WriteAllText(Path.Combine(left, "replica.db"), "rows");
        File.WriteAllText(left + ".lock", "");

        using var next = ServerFolder.Take(_root);

        Assert.False(Directory.Exists(left));
        Assert.False(File.Exists(left + ".lock"));
    }

    [Fact]
    public void What_is_not_a_servers_is_left_alone()
    {
        var foreign = Directory.CreateDirectory(Path.Combine(_root, "server-mine")).FullName;

        using var next = ServerFolder.Take(_root);

        Assert.True(Directory.Exists(foreign));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
