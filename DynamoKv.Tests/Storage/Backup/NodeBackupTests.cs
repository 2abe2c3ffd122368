// A node's backup: what comes back, what is refused, and that no write is ever named twice.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Backup;
using DynamoKv.Engine.Storage.Sqlite;
using DynamoKv.Engine.Versioning;
using static DynamoKv.Tests.Storage.Rows;

namespace DynamoKv.Tests.Storage.Backup;

public sealed class NodeBackupTests : IDisposable
{
    private static readonly VersionRules Rules = VersionRules.For(VersionMode.Dotted);

    private readonly MemoryStoreFactory _disks = new();

    public void Dispose() => _disks.Dispose();

    [Fact]
    public void A_restored_node_has_every_row_again_whatever_it_is_kept_in()
    {
        using var folder = new TemporaryFolder();
        using var files = new SqliteStoreFactory(folder.Path);
        Fill(600);
        var lines = Save();
        Assert.Equal(602, lines.Count);
        Assert.Equal(600, NodeBackup.Restore(files, NodeA, lines, Rules));
        using var restored = files.Open(NodeA);
        using var source = _disks.Open(NodeA);
        Assert.Equal(source.Scan(null, 1_000), restored.Scan(null, 1_000));
        Assert.Equal(lines[1..^1], Save(restored)[1..^1]);
    }

    [Fact]
    public void A_restore_merges_with_what_is_there_and_takes_nothing_newer_away()
    {
        Fill(2);
        var lines = Save();
        var newer = Rules.Put(Value("value-0"), null, WriteContent.Text("newer"), false, new Dot(new VersionActor(NodeB, 1), 1), default);
        Change(store =>
        {
            store.Write(K("key-0000"), newer);
            store.Write(K("key-0001"), SiblingSet.Empty);
            store.Write(K("other"), Value("other"));
        });
        NodeBackup.Restore(_disks, NodeA, lines, Rules);
        using var store = _disks.Open(NodeA);
        Assert.Equal(newer, store.Read(K("key-0000")).Versions);
        Assert.Equal(Value("value-1"), store.Read(K("key-0001")).Versions);
        Assert.Equal(Value("other"), store.Read(K("other")).Versions);
    }

    [Fact]
    public void An_empty_node_has_a_backup_of_two_lines() =>
        Assert.Equal(0, NodeBackup.Restore(_disks, NodeA, Save(), Rules));

    [Fact]
    public void The_life_after_a_restore_is_above_all_that_the_backup_and_the_disk_know_of()
    {
        Change(store =>
        {
            store.BeginIncarnation(7);
            store.Write(K("cart"), SiblingSet.Of([new Sibling(
                new Dot(new VersionActor(NodeB, 90), 1), VectorClock.Of([new ClockEntry(new VersionActor(NodeA, 12), 3)]),
                ReadOnlyMemory<byte>.Empty, "", default, isTombstone: false)]));
        });
        var lines = Save();
        _disks.Erase(NodeA);
        NodeBackup.Restore(_disks, NodeA, lines, Rules);
        using (var store = _disks.Open(NodeA))
        {
            Assert.Equal(13, store.Incarnation);
        }

        Change(store => store.BeginIncarnation(50));
        NodeBackup.Restore(_disks, NodeA, lines, Rules);
        using var again = _disks.Open(NodeA);
        Assert.Equal(51, again.Incarnation);
    }

    [Fact]
    public void A_node_restored_from_an_old_backup_never_gives_a_name_that_it_gave_after_it()
    {
        var (first, lines) = WriteOnceAndSave();
        _disks.Erase(NodeA);
        NodeBackup.Restore(_disks, NodeA, lines, Rules);
        var second = Live(WriteOnce);
        Assert.True(second.Actor.Incarnation > first.Actor.Incarnation, $"{second} after {first}");
    }

    [Theory]
    [InlineData(0, "{\"dynamokv_backup\":2,\"node\":\"node-a\",\"incarnation\":0,\"keys\":3}", 1, "has format 2")]
    [InlineData(0, "{\"dynamokv_backup\":1,\"node\":\"node-b\",\"incarnation\":0,\"keys\":3}", 1, "is the backup of node 'node-b', not of 'node-a'")]
    [InlineData(0, "{\"colour\":1}", 1, "does not say that this is a backup")]
    [InlineData(0, "{\"dynamokv_backup\":1,\"node\":\"node-a\",\"incarnation\":-1,\"keys\":3}", 1, "'incarnation'")]
    [InlineData(1, "garbage", 2, "no JSON")]
    [InlineData(1, "[]", 2, "no JSON object")]
    [InlineData(2, "{\"key\":\"\",\"versions\":\"\",\"checksum\":\"\"}", 3, "The key is empty")]
    [InlineData(2, "{\"key\":\"a\",\"versions\":\"\",\"checksum\":\"\"}", 3, "not in order")]
    [InlineData(2, "{\"key\":\"\\ud800\",\"versions\":\"\",\"checksum\":\"\"}", 3, "no text")]
    [InlineData(2, "{\"key\":\"zz\",\"versions\":\"?\",\"checksum\":\"\"}", 3, "no base64")]
    [InlineData(2, "{\"key\":\"zz\",\"versions\":\"AQA=\",\"checksum\":\"0000000000000000\"}", 3, "checksum is wrong")]
    [InlineData(4, "{\"rows\":2,\"digest\":\"\"}", 5, "counts 2 rows and 3 stand before it")]
    [InlineData(4, "{\"rows\":3,\"digest\":\"00\"}", 5, "digest over all lines is wrong")]
    public void A_changed_line_is_named_and_nothing_is_restored(int index, string line, long number, string reason)
    {
        Fill(3);
        var lines = Save();
        lines[index] = line;
        AssertRefused(lines, number, reason);
    }

    [Fact]
    public void A_backup_that_is_cut_off_anywhere_is_refused()
    {
        Fill(3);
        var lines = Save();
        for (var length = 0; length < lines.Count; length++)
            AssertRefused(lines[..length], length + 1, "cut off");
    }

    [Fact]
    public void A_backup_without_one_of_its_rows_or_with_more_after_its_end_is_refused()
    {
        Fill(3);
        var lines = Save();
        AssertRefused([.. lines[..2], .. lines[3..]], 4, "counts 3 rows and 2 stand before it");
        AssertRefused([.. lines, lines[1]], 6, "follows the end");
    }

    [Fact]
    public void A_running_node_is_not_restored_over()
    {
        var lines = Save();
        using var open = _disks.Open(NodeA);
        Assert.Throws<StoreRefusedException>(() => NodeBackup.Restore(_disks, NodeA, lines, Rules));
    }

    private static void AssertRefused(List<string> lines, long number, string reason)
    {
        using var disks = new MemoryStoreFactory();
        var refusal = Assert.Throws<BackupRefusedException>(() => NodeBackup.Restore(disks, NodeA, lines, Rules));
        Assert.Equal(number, refusal.Line);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        using var store = disks.Open(NodeA);
        Assert.Equal((default, 0), (store.Statistics, store.Incarnation));
    }

    private void Fill(int rows) => Change(store =>
    {
        for (var i = 0; i < rows; i++)
            store.Write(K($"key-{i:D4}"), Value($"value-{i}"));
    });

    private void Change(Action<IReplicaStore> change)
    {
        using var store = _disks.Open(NodeA);
        change(store);
        store.Commit();
    }

    private List<string> Save()
    {
        using var store = _disks.Open(NodeA);
        return Save(store);
    }

    private static List<string> Save(IReplicaStore store)
    {
        List<string> lines = [];
        NodeBackup.Write(store, lines.Add);
        return lines;
    }

    private (Dot Forgotten, List<string> Lines) WriteOnceAndSave()
    {
        Live(WriteOnce);
        var lines = Save();
        return (Live(WriteOnce), lines); // another life, whose write the backup does not know of
    }

    /// <summary>A life of the node, all at one instant: then only the disk keeps its lives apart.</summary>
    private Dot Live(Func<DynamoNode, Dot> live)
    {
        using var store = _disks.Open(NodeA);
        var ring = HashRing.Build([new RingMember(NodeA, 8)], new RingOptions());
        var options = new NodeOptions { Quorum = new(1, 1, 1) };
        var node = new DynamoNode(NodeA, options, new RingCatalogue(ring), store, new DeterministicRandom(1));
        node.Step(NodeInput.Started, Instant.Zero, new Outbox(isTracing: false));
        var dot = live(node);
        store.Commit();
        return dot;
    }

    private static Dot WriteOnce(DynamoNode node)
    {
        var outbox = new Outbox(isTracing: false);
        var put = new ClientRequest.Put(
            new OperationId(NodeA, 1), K("cart"), RequestOptions.None, WriteContent.Text("milk"), null, OnlyIfAbsent: false);
        node.Step(NodeInput.RequestReceived(put), Instant.Zero, outbox);
        return Assert.IsType<ClientResponse.Written>(Assert.Single(outbox.Responses)).Dot;
    }
}
