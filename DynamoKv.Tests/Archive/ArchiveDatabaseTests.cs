// The file that a server keeps for good.
using Dapper;
using DynamoKv.Engine.Archive;
using DynamoKv.Engine.Storage;
using DynamoKv.Tests.Storage;
using Microsoft.Data.Sqlite;

namespace DynamoKv.Tests.Archive;

public sealed class ArchiveDatabaseTests
{
    [Fact]
    public void A_fresh_archive_has_the_newest_tables_and_opens_again()
    {
        using var folder = new TemporaryFolder();
        using (ArchiveDatabase.Open(folder.Path))
        {
        }

        using var again = ArchiveDatabase.Open(folder.Path);

        Assert.Equal(ArchiveDatabase.SchemaVersion, again.Ask(connection => connection.QuerySingle<int>("PRAGMA user_version")));
        Assert.Equal(0, again.Ask(connection => connection.QuerySingle<int>("SELECT COUNT(*) FROM runs")));
        Assert.Equal("wal", again.Ask(connection => connection.QuerySingle<string>("PRAGMA journal_mode")));
    }

    [Fact]
    public void The_tables_of_a_newer_program_are_refused()
    {
        using var folder = new TemporaryFolder();
        using (var archive = ArchiveDatabase.Open(folder.Path))
            archive.Ask(connection => connection.Execute("PRAGMA user_version = 999"));

        var refused = Assert.Throws<StoreRefusedException>(() => ArchiveDatabase.Open(folder.Path));

        Assert.Contains("schema 999", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_something_else_is_refused_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, ArchiveDatabase.FileName);
        using (var other = new SqliteConnection($"Data Source={path};Pooling=False"))
            other.Execute("CREATE TABLE mine (x)");
        using var text = new TemporaryFolder();
        File.WriteAllText(Path.Combine(text.Path, ArchiveDatabase.FileName), new string('x', 5_000));

        Assert.Throws<StoreRefusedException>(() => ArchiveDatabase.Open(folder.Path));
        Assert.Throws<StoreRefusedException>(() => ArchiveDatabase.Open(text.Path));

        using var look = new SqliteConnection($"Data Source={path};Pooling=False");
        Assert.Equal(["mine"], look.Query<string>("SELECT name FROM sqlite_schema"));
    }

    [Fact]
    public void A_change_that_fails_changes_nothing()
    {
        using var archive = ArchiveDatabase.InMemory();
        archive.Ask(connection => connection.Execute("CREATE TABLE t (x)"));

        Assert.Throws<StoreFailedException>(() => archive.Change(connection =>
        {
            connection.Execute("INSERT INTO t VALUES (1)");
            connection.Execute("INSERT INTO nowhere VALUES (1)");
        }));
        archive.Change(connection => connection.Execute("INSERT INTO t VALUES (2)"));

        Assert.Equal([2L], archive.Ask(connection => connection.Query<long>("SELECT x FROM t").ToArray()));
    }

    [Fact]
    public void A_disk_without_room_is_said_and_what_was_kept_stays_readable()
    {
        using var folder = new TemporaryFolder();
        using (var roomy = ArchiveDatabase.Open(folder.Path))
            roomy.Ask(connection => connection.Execute("CREATE TABLE t (x); INSERT INTO t VALUES (7)"));
        using var tight = ArchiveDatabase.Open(folder.Path, new ArchiveOptions { MaxPages = 1 });

        Assert.Throws<StoreFullException>(() => tight.Change(connection => connection.Execute("INSERT INTO t VALUES (randomblob(1000000))")));

        Assert.Equal([7L], tight.Ask(connection => connection.Query<long>("SELECT x FROM t").ToArray()));
    }
}
