// A row that can't be read any more.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Machinery;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Sqlite;
using DynamoKv.Tests.Storage;
using static DynamoKv.Tests.Simulation.Worlds;
using static DynamoKv.Tests.Storage.Rows;

namespace DynamoKv.Tests.Simulation;

public sealed class BitFlipTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DiskFaults _faults = new();

    public static TheoryData<bool> BothStores => [true, false];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(BothStores))]
    public void A_flipped_row_is_damaged_until_it_is_written_again(bool isInMemory)
    {
        using var stores = Stores(isInMemory);
        using var disk = Filled(stores);
        _faults.Flip(K("b"));

        Assert.Equal(RowState.Damaged, disk.Read(K("b")).State);
        Assert.Equal(["a", "c"], disk.Scan(null, 2).Select(row => row.Key.Text));
        Assert.Equal([K("b")], disk.DamagedKeys);
        Assert.Equal(1, disk.Statistics.DamagedRows);
        disk.Write(K("b"), Value("new"));
        Assert.Equal(RowState.Present, disk.Read(K("b")).State);
        disk.Commit();

        Assert.Equal(["a", "b", "c"], disk.Scan(null, 9).Select(row => row.Key.Text));
        Assert.Empty(disk.DamagedKeys);
        Assert.False(_faults.HasFlipped);
    }

    [Theory]
    [MemberData(nameof(BothStores))]
    public void It_stays_damaged_over_a_restart_and_when_the_write_is_not_committed(bool isInMemory)
    {
        using var stores = Stores(isInMemory);
        using (var disk = Filled(stores))
        {
            _faults.Flip(K("b"));
            disk.Write(K("b"), Value("new"));
        }

        using var next = new SimulatedDisk(stores.Open(NodeA), _faults);

        Assert.Equal(RowState.Damaged, next.Read(K("b")).State);
        Assert.Equal(["a", "c"], next.ReadCommitted().Select(row => row.Key.Text));
    }

    [Fact]
    public void A_scan_that_passes_over_damage_still_fills_its_page()
    {
        using var stores = Stores(isInMemory: true);
        using var disk = Filled(stores);
        _faults.Flip(K("a"));
        _faults.Flip(K("b"));

        Assert.Equal(["c"], disk.Scan(null, 1).Select(row => row.Key.Text));
        Assert.Equal([K("a"), K("b")], disk.DamagedKeys);
    }

    [Fact]
    public void A_bit_can_only_flip_where_a_row_is()
    {
        using var run = Start(Five);
        run.RunFor(10);

        Assert.Contains("no whole row of 'cart:alice'", run.ProblemWith(new BitFlipAction(run.Replicas()[0], Cart)), StringComparison.Ordinal);
        Assert.Contains("no node 'Z'", run.ProblemWith(new BitFlipAction(new NodeId("Z"), Cart)), StringComparison.Ordinal);
        Assert.Equal("disk: { node: B, bitflip: \"cart:alice\" }", new BitFlipAction(new NodeId("B"), Cart).ToScenarioLine());
    }

    [Fact]
    public void A_lost_disk_takes_its_damage_along()
    {
        using var run = Start(Five);
        run.RunFor(10);
        var node = run.Replicas()[1];
        run.Put(run.Replicas()[0]);
        run.RunFor(100);
        run.Apply(new BitFlipAction(node, Cart));
        run.Apply(new CrashAction(node, CrashLoss.Disk));
        run.Apply(new RestartAction(node));
        run.RunFor(100);
        run.Put(run.Replicas()[0], "bread");
        run.RunFor(100);

        Assert.Equal(["bread"], run.CartAt(node));
        Assert.Empty(run.Logged<TraceEvent.RowDamaged>());
    }

    [Fact]
    public void A_damaged_row_is_told_once_and_takes_one_new_incarnation()
    {
        using var run = Start(Five);
        run.RunFor(10);
        var node = run.Replicas()[1];
        run.Put(run.Replicas()[0]);
        run.RunFor(100);
        var life = run.Inspect(node)!.Incarnation;
        run.Apply(new BitFlipAction(node, Cart));
        run.Get(run.Replicas()[0]);
        run.Get(run.Replicas()[2]);
        run.RunFor(1);
        run.RunFor(5000);

        Assert.Single(run.Logged<TraceEvent.RowDamaged>());
        Assert.True(run.Inspect(node)!.Incarnation > life);
    }

    [Fact]
    public void A_read_that_misses_its_quorum_for_a_damaged_row_still_mends_it_with_what_all_others_know()
    {
        using var run = Start(Five with { Node = new NodeOptions { Quorum = new Quorum(2, 2, 2) } });
        run.RunFor(10);
        var (via, damaged) = (run.Replicas()[0], run.Replicas()[1]);
        run.Put(via);
        run.RunFor(100);
        run.Apply(new BitFlipAction(damaged, Cart));
        run.Get(via);
        run.RunFor(100);
        run.Get(via);
        run.RunFor(100);

        var answers = run.Logged<TraceEvent.ClientAnswered>().Skip(1).Select(answered => answered.Response);
        Assert.Collection(answers, first => Assert.IsType<ClientResponse.QuorumMissed>(first), second => Assert.IsType<ClientResponse.Read>(second));
        Assert.Equal(["milk"], run.CartAt(damaged));
    }

    private IStoreFactory Stores(bool isInMemory) =>
        isInMemory ? new MemoryStoreFactory() : new SqliteStoreFactory(_folder.Path, new SqliteStoreOptions());

    private SimulatedDisk Filled(IStoreFactory stores)
    {
        var disk = new SimulatedDisk(stores.Open(NodeA), _faults);
        foreach (var key in (string[])["a", "b", "c"])
        {
            disk.Write(K(key), Value(key));
        }

        disk.Commit();
        return disk;
    }
}
