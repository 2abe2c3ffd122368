// What comparisons do when things go wrong, and what people may ask of them.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using static DynamoKv.Tests.Simulation.AntiEntropyWorld;
using static DynamoKv.Tests.Simulation.Worlds;

namespace DynamoKv.Tests.Simulation;

public sealed class AntiEntropyTests
{
    private static readonly string[] ManyKeys = [.. Enumerable.Range(1, 60).Select(number => $"key-{number:00}")];

    [Theory]
    [InlineData(SyncMode.Pull, 30, 0)]
    [InlineData(SyncMode.Push, 0, 30)]
    [InlineData(SyncMode.Both, 30, 30)]
    public void Versions_go_only_the_way_that_was_asked_for(SyncMode mode, int pulled, int pushed)
    {
        using var run = Start(ByHand);
        run.RunFor(10);
        run.PutMissedBy(C, A, ManyKeys[..30]);
        run.PutMissedBy(A, C, ManyKeys[30..]);

        var comparison = run.Exchange(C, A, mode: mode);

        Assert.Equal((30, 30, 0), (comparison.Counts.Missing, comparison.Counts.Extra, comparison.Counts.Mismatched));
        Assert.Equal((pulled, pushed), (comparison.Counts.Pulled, comparison.Counts.Pushed));
        Assert.Equal((30 + pulled, 30 + pushed), (run.Rows(C).Count, run.Rows(A).Count));
    }

    [Fact]
    public void Different_versions_of_a_key_become_siblings_on_both_sides()
    {
        using var run = Start(ByHand);
        run.RunFor(10);
        run.Apply(new PartitionAction("split", [[A, B], [C]]));
        run.PutKey(A, Cart.Text, "milk");
        run.PutKey(C, Cart.Text, "bread"); // misses its quorum, and stays at C
        run.RunFor(2000);
        run.Apply(new HealAction("split"));
        run.RunFor(3000);

        var comparison = run.Exchange(C, A);

        Assert.Equal([Cart], comparison.KeysThatAre(KeyDifference.Mismatched));
        Assert.Equal((1, 1), (comparison.Counts.Pulled, comparison.Counts.Pushed));
        Assert.Equal(["milk", "bread"], run.CartAt(A));
        Assert.Equal(run.CartAt(A), run.CartAt(C));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_row_whose_damage_a_client_meets_is_mended_and_counts_once(bool isOverwritten)
    {
        using var run = Start(ByHand);
        run.RunFor(10);
        run.PutMissedBy(C, A, ManyKeys);
        run.Exchange(C, A);
        var key = Key.Of(ManyKeys[7]);
        run.Apply(new BitFlipAction(C, key));
        if (isOverwritten)
        {
            run.PutKey(C, key.Text, "bread");
        }
        else
        {
            run.Apply(new RequestAction(A, new ClientRequest.Get(run.NextOperation(A), key, RequestOptions.None)));
        }

        run.RunFor(1000);
        Assert.Single(run.Logged<TraceEvent.RowDamaged>());
        run.Exchange(C, A);
        run.Exchange(C, B);
        run.AssertAllEqual();
        Assert.Equal(60, run.State(C).Trees.Sum(tree => tree.KeyCount));
    }

    [Fact]
    public void Small_messages_bring_everything_over_in_many_steps()
    {
        using var run = Start(With(new AntiEntropyOptions { Every = TimeSpan.FromHours(1), Leaves = 1, BatchKeys = 3, BatchesPerStep = 2 }));
        run.RunFor(10);
        run.PutMissedBy(C, A, ManyKeys);

        Assert.Equal(60, run.Exchange(C, A).Counts.Pulled);
        Assert.Equal(run.Rows(A), run.Rows(C));
        var messages = run.Logged<WorldEvent.MessageSent>().Select(sent => sent.Message).OfType<Message.OfAntiEntropy>().ToArray();
        Assert.All(messages.OfType<Message.KeysListed>(), listed => Assert.InRange(listed.Keys.Length, 0, 3));
        Assert.All(messages.OfType<Message.VersionsSwapped>(), swapped => Assert.InRange(swapped.Rows.Length, 0, 3));
    }

    [Fact]
    public void Lost_and_repeated_messages_do_no_harm()
    {
        var bad = EachSecond with
        {
            Network = new NetworkOptions { Latency = Latency.Exponential(Ms(3)), Loss = 0.1, Duplicate = 0.2 },
            Node = EachSecond.Node with { AntiEntropy = EachSecond.Node.AntiEntropy! with { AnswerWithin = Ms(100), BatchKeys = 4 } },
        };
        using var run = Start(bad);
        run.RunFor(10);
        run.PutMissedBy(C, A, ManyKeys);
        run.RunFor(15_000);

        run.AssertAllEqual();
    }

    [Fact]
    public void A_peer_that_dies_in_the_middle_is_given_up_and_the_next_comparison_goes_on()
    {
        using var run = Start(With(ByHand.Node.AntiEntropy! with { BatchKeys = 2, AnswerWithin = Ms(200) }));
        run.RunFor(10);
        run.PutMissedBy(C, A, ManyKeys);
        run.Apply(new CommandAction(C, new NodeCommand.ExchangeWith(run.NextCommand, A)));
        while (run.Rows(C).Count < 5)
        {
            run.RunFor(5);
        }

        run.Apply(new CrashAction(A, CrashLoss.Memory));
        run.RunFor(1000);

        Assert.Contains("A did not answer", Assert.IsType<CommandAnswer.Refused>(Assert.Single(run.TakeCommandAnswers())).Reason, StringComparison.Ordinal);
        Assert.Contains(run.Logged<TraceEvent.ExchangeAbandoned>(), abandoned => abandoned.Reason == ExchangeRefusal.Silent);
        Assert.InRange(run.Rows(C).Count, 1, 59);
        run.Apply(new RestartAction(A));
        run.RunFor(3000);
        Assert.Equal(60 - run.Rows(C).Count, run.Exchange(C, A).Counts.Missing);
        run.AssertAllEqual();
    }

    [Fact]
    public void Trees_are_built_in_steps_and_writes_meanwhile_count_once()
    {
        using var run = Start(With(new AntiEntropyOptions { Every = TimeSpan.FromHours(1), Leaves = 256, BuildRows = 5, BuildEvery = Ms(50) }));
        run.RunFor(10);
        foreach (var key in ManyKeys)
        {
            run.PutKey(A, key);
            run.RunFor(5);
        }

        run.Apply(new CrashAction(B, CrashLoss.Memory));
        run.Apply(new RestartAction(B));
        run.RunFor(60);
        Assert.False(run.State(B).IsReady);
        Assert.InRange(run.State(B).Progress, 0.1, 0.3);
        Assert.Null(run.MerkleTree(B, new RingPosition(0), 1));
        run.PutKey(B, ManyKeys[0], "bread"); // scanned already
        run.PutKey(B, ManyKeys[^1], "bread"); // still to come
        run.PutKey(B, "key-new", "bread");
        run.RunFor(2000);

        Assert.True(run.State(B).IsReady);
        Assert.Equal(61, run.State(B).Trees.Sum(tree => tree.KeyCount));
        Assert.Equal(1, run.Exchange(A, B).Counts.Hashes);
    }

    [Fact]
    public void A_peer_that_is_still_building_refuses_politely()
    {
        using var run = Start(With(new AntiEntropyOptions { Every = TimeSpan.FromHours(1), BuildRows = 1, BuildEvery = Ms(1000) }));
        run.RunFor(10);
        run.PutMissedBy(C, A, "one", "two", "three");
        run.Apply(new CrashAction(A, CrashLoss.Memory));
        run.Apply(new RestartAction(A));
        run.RunFor(10);

        Assert.Contains("A is still building its trees", run.Refusal(C, A), StringComparison.Ordinal);
    }

    [Fact]
    public void Impossible_comparisons_are_refused_with_the_reason()
    {
        using var run = Start(ByHand);
        run.RunFor(10);

        Assert.Contains("can't be compared with itself", run.Refusal(A, A), StringComparison.Ordinal);
        Assert.Contains("A knows no node 'Z'", run.Refusal(A, new NodeId("Z")), StringComparison.Ordinal);
        run.Apply(new CrashAction(C, CrashLoss.Memory));
        run.PutKey(A, "cart");
        run.RunFor(1500);
        Assert.Contains("A can't reach C", run.Refusal(A, C), StringComparison.Ordinal);
        Assert.Empty(run.Logged<TraceEvent.ExchangeStarted>());
    }

    [Fact]
    public void Switched_off_it_does_nothing_and_says_so()
    {
        using var run = Start(Five);
        run.RunFor(60_000);

        Assert.Contains("switched off", run.Refusal(A, B), StringComparison.Ordinal);
        Assert.Null(run.Inspect(A)!.AntiEntropy);
        Assert.Empty(run.Logged<TraceEvent.OfAntiEntropy>());
    }

    [Fact]
    public void Only_what_both_replicate_is_compared()
    {
        var five = Five with { Node = ByHand.Node };
        using var run = Start(five);
        run.RunFor(10);
        foreach (var key in ManyKeys)
        {
            run.PutKey(A, key);
            run.RunFor(5);
        }

        run.RunFor(100);
        run.Apply(new CrashAction(B, CrashLoss.Disk));
        run.Apply(new RestartAction(B));
        run.RunFor(3000);
        var comparison = run.Exchange(B, A);
        var shared = ManyKeys.Count(key => run.Ring.PreferenceList(RingPosition.OfKey(Key.Of(key)), 3) is var list && list.Contains(A) && list.Contains(B));

        Assert.Equal(shared, comparison.Counts.Pulled);
        Assert.Equal(shared, run.Rows(B).Count);
        Assert.Equal(shared, comparison.FullCopyKeys);
    }

    [Fact]
    public void Every_replica_is_even_after_a_storm()
    {
        var members = Five.Members;
        var storm = Five with
        {
            Node = EachSecond.Node with { AntiEntropy = EachSecond.Node.AntiEntropy! with { Every = Ms(200) } },
            Workload = new WorkloadOptions { Clients = 4, OperationsPerSecond = 100, Keys = [.. ManyKeys.Select(Key.Of)], Stop = AtMs(3000) },
            Timeline =
            [
                new TimedAction(AtMs(500), new CrashAction(members[1].Id, CrashLoss.Disk)),
                new TimedAction(AtMs(900), new RestartAction(members[1].Id)),
                new TimedAction(AtMs(1200), new PartitionAction("split", [[members[0].Id, members[1].Id], [members[2].Id, members[3].Id, members[4].Id]])),
                new TimedAction(AtMs(2500), new HealAction("split")),
            ],
        };
        using var run = Start(storm);
        run.RunFor(12_000);

        foreach (var key in ManyKeys.Select(Key.Of))
        {
            var held = run.Ring.PreferenceList(RingPosition.OfKey(key), 3)
                .Select(node => run.Rows(node).FirstOrDefault(row => row.Key == key).Value).ToArray();
            Assert.All(held, versions => Assert.Equal(held[0], versions));
        }
    }

    [Fact]
    public void The_state_shows_what_was_done()
    {
        using var run = Start(EachSecond);
        run.RunFor(10);
        run.PutMissedBy(C, A, "cart:alice");
        run.RunFor(3000);
        var state = run.State(C);

        Assert.True(state is { IsReady: true, IsPaused: false, Progress: 1, Exchanges: > 2, Abandoned: 0 });
        Assert.Equal([A, B], state.Peers.Select(peer => peer.Peer));
        Assert.All(state.Peers, peer => Assert.NotNull(peer.EndedAt));
        Assert.Equal(24, state.Trees.Length);
        var tree = state.Trees.Single(one => one.Range.Contains(RingPosition.OfKey(Cart)));
        Assert.Equal(1, tree.KeyCount);
        Assert.Equal(tree.Root, run.MerkleTree(C, RingPosition.OfKey(Cart), 0)!.Hash);
    }

    [Fact]
    public void Commands_have_words_in_the_scenario_language()
    {
        string Line(NodeCommand command) => new CommandAction(A, command).ToScenarioLine();

        Assert.Equal("command: { node: A, exchange_with: B, mode: pull, dry_run: true }", Line(new NodeCommand.ExchangeWith(1, B, true, SyncMode.Pull)));
        Assert.Equal("command: { node: A, compare_with: B }", Line(new NodeCommand.Compare(1, B)));
        Assert.Equal("command: { node: A, anti_entropy: paused }", Line(new NodeCommand.PauseAntiEntropy(1)));
        Assert.Equal("command: { node: A, anti_entropy: resumed }", Line(new NodeCommand.ResumeAntiEntropy(1)));
    }
}
