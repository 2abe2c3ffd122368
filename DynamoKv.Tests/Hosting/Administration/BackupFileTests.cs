// Backups as files: of a node that works, back into one that is stopped; and exports.
using DynamoKv.Engine.Storage.Backup;
using DynamoKv.Engine.Storage.Sqlite;
using DynamoKv.Tests.Api;
using static DynamoKv.Tests.Hosting.HostBench;
using Key = DynamoKv.Engine.Primitives.Key;

namespace DynamoKv.Tests.Hosting.Administration;

public sealed class BackupFileTests : IAsyncLifetime
{
    private readonly AdminBench _bench = new();

    private string File1 => Path.Combine(_bench.Folder.Path, "node-1.backup");

    public ValueTask InitializeAsync() => _bench.InitializeAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_backup_of_a_working_node_brings_back_what_a_wiped_disk_has_lost()
    {
        var (code, said, errors) = await _bench.AdminAsync("backup", "--out", File1);
        Assert.Equal((0, ""), (code, errors));
        Assert.StartsWith("2 rows were written", said, StringComparison.Ordinal);
        Assert.Equal(2, NodeBackup.Verify(File.ReadLines(File1)));
        await _bench.StopAsync();

        var empty = Path.Combine(_bench.Folder.Path, "new");
        var restored = await AdminBench.RunAsync(null, "restore", "--file", File1, "--id", "node-1", "--data", empty);
        Assert.Equal((0, ""), (restored.Code, restored.Errors));
        Assert.StartsWith("2 rows were merged", restored.Output, StringComparison.Ordinal);
        using var disks = new SqliteStoreFactory(empty);
        using var store = disks.Open(One);
        Assert.Equal("milk", Assert.Single(store.Read(Key.Of("cart")).Versions.Siblings).ValueAsText());
        Assert.True(store.Incarnation > 1, "the life after a restore is a new one");
    }

    [Fact]
    public async Task A_failed_backup_leaves_the_old_file_and_nothing_else()
    {
        await File.WriteAllTextAsync(File1, "the old one", TestContext.Current.CancellationToken);
        await _bench.StopAsync();

        Assert.Equal(3, (await AdminBench.RunAsync(AdminBench.Secret, "backup", "--url", _bench.Url, "--out", File1)).Code);
        Assert.Equal("the old one", await File.ReadAllTextAsync(File1, TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(_bench.Folder.Path, "*.part"));
    }

    [Fact]
    public async Task A_backup_that_is_cut_off_damaged_or_in_use_is_refused_and_nothing_is_restored()
    {
        await _bench.AdminAsync("backup", "--out", File1);
        var lines = await File.ReadAllLinesAsync(File1, TestContext.Current.CancellationToken);
        var empty = Path.Combine(_bench.Folder.Path, "new");

        await File.WriteAllLinesAsync(File1, lines[..^1], TestContext.Current.CancellationToken);
        var cut = await AdminBench.RunAsync(null, "restore", "--file", File1, "--id", "node-1", "--data", empty);
        Assert.Equal(1, cut.Code);
        Assert.Contains("the backup is cut off", cut.Errors, StringComparison.Ordinal);

        await File.WriteAllLinesAsync(File1, lines, TestContext.Current.CancellationToken);
        var used = await AdminBench.RunAsync(null, "restore", "--file", File1, "--id", "node-1", "--data", _bench.Data);
        Assert.Equal(1, used.Code);
        var wrong = await AdminBench.RunAsync(null, "restore", "--file", File1, "--id", "node-2", "--data", empty);
        Assert.Contains("not of 'node-2'", wrong.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_goes_into_a_cluster_through_its_api_after_every_line_was_read()
    {
        Assert.Equal(0, (await _bench.AdminAsync("backup", "--export", "--out", File1)).Code);
        await Soon(_bench.Host.PutAsync("cart", "changed"));

        var (code, said, _) = await _bench.AdminAsync("restore", "--file", File1);
        Assert.Equal(0, code);
        Assert.StartsWith("2 rows were imported", said, StringComparison.Ordinal);
        Assert.Equal(["milk"], await _bench.Host.ValuesAsync("cart"));

        await File.AppendAllTextAsync(File1, "no json\n", TestContext.Current.CancellationToken);
        var bad = await _bench.AdminAsync("restore", "--file", File1);
        Assert.Equal(1, bad.Code);
        Assert.StartsWith("Line 3", bad.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulated_node_is_not_backed_up()
    {
        using var server = new ServerFixture();
        (await server.GetAsync("/api/v1/backup")).IsProblem(409, "/api/v1/export");
    }
}
