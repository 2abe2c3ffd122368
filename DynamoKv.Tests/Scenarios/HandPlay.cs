// People who do this and that to a run.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Scenarios;

/// <summary>People who do this and that to a run, drawn from a seed.</summary>
internal static class HandPlay
{
    private static readonly NodeId A = new("A");
    private static readonly NodeId B = new("B");
    private static readonly NodeId C = new("C");
    private static readonly NodeId F = new("F");
    private static readonly Key Key = Key.Of("cart:\"ann\" #1");
    private static readonly CausalContext Seen = new(VectorClock.Empty, B);

    /// <summary>At least one of each kind, with whatever can be said of it.</summary>
    public static ImmutableArray<ScenarioAction> Samples { get; } =
    [
        Ask(new ClientRequest.Put(Operation, Key, RequestOptions.None, WriteContent.Text("milk: yes, 'no' #"), null, false)),
        Ask(new ClientRequest.Put(
            Operation, Key, new RequestOptions(1, 2, 1, 2, TimeSpan.FromMilliseconds(120.5), false),
            new WriteContent(new byte[] { 0, 255, 128 }, "application/x") { TimeToLive = TimeSpan.FromSeconds(90), Metadata = "{\"x\":1}" }, Seen, false)),
        Ask(new ClientRequest.Put(Operation, Key, RequestOptions.None, WriteContent.Text(""), null, true), "ann"),
        Ask(new ClientRequest.Get(Operation, Key, new RequestOptions(Read: 1, IsSloppy: true))),
        Ask(new ClientRequest.Delete(Operation, Key, RequestOptions.None, null)),
        Ask(new ClientRequest.Delete(Operation, Key, RequestOptions.None, Seen)),
        new CrashAction(B, CrashLoss.Disk), new RestartAction(B), new CrashAction(C, CrashLoss.Unsynced), new RestartAction(C), new CrashAction(A, CrashLoss.Memory), new RestartAction(A),
        new PauseAction(C), new ResumeAction(C),
        new PartitionAction("p one", [[A, B], [C]]), new HealAction("p one"), new CutAction("c1", A, [B, C]),
        new CutsAction("m1", "a ring of majorities", [new LinkBarrier([A], [B, C]), new LinkBarrier([B], [C])]),
        new LinkAction("l1", A, null, Latency.Lognormal(TimeSpan.FromMilliseconds(3), 0.4), 0.1, 0.02), new LinkAction("l2", null, B, Latency.Constant(TimeSpan.Zero), 1, 0),
        new SlowDiskAction("d1", B, Latency.Pareto(TimeSpan.FromMilliseconds(1), 2.5, TimeSpan.FromMilliseconds(200))), new FullDiskAction("d2", C), new HealAction("d2"),
        new FailCommitAction(B), new BitFlipAction(A, Key), new ClockAction("k1", C, TimeSpan.FromSeconds(-5), 200.5),
        new DeliverMessageAction(40), new DropMessageAction(60), new DelayMessageAction(80, TimeSpan.FromMilliseconds(12.5)), new DuplicateMessageAction(100),
        new StartNodeAction(F), new JoinAction(F, 8, "r1"), new JoinAction(new NodeId("G"), 16), new LeaveAction(B),
        new CommandAction(A, new NodeCommand.StageJoin(0, F, "sim:F", 8, "r1")), new CommandAction(A, new NodeCommand.StageLeave(0, C)),
        new CommandAction(A, new NodeCommand.ShowPlan(0)), new CommandAction(A, new NodeCommand.ClearPlan(0)), new CommandAction(A, new NodeCommand.CommitPlan(0)),
        new CommandAction(A, new NodeCommand.DeliverHints(0, null)), new CommandAction(A, new NodeCommand.DeliverHints(0, B)), new CommandAction(A, new NodeCommand.ReapNow(0)),
        new CommandAction(A, new NodeCommand.PauseTransfers(0)), new CommandAction(A, new NodeCommand.ResumeTransfers(0)),
        new CommandAction(A, new NodeCommand.ExchangeWith(0, B, true, SyncMode.Pull)), new CommandAction(A, new NodeCommand.ExchangeWith(0, C)),
        new CommandAction(A, new NodeCommand.Compare(0, B)), new CommandAction(A, new NodeCommand.PauseAntiEntropy(0)), new CommandAction(A, new NodeCommand.ResumeAntiEntropy(0)),
    ];

    private static OperationId Operation => new(A, 0);

    /// <summary>Lets a run go on in steps and in times of any length, and does what makes sense in between.</summary>
    public static void Go(SimulationRun run, ulong seed, int deeds)
    {
        var chance = new DeterministicRandom(seed);
        for (var deed = 0; deed < deeds; deed++)
        {
            if (chance.NextInt32(2) == 0)
                run.RunUntil(run.Now + TimeSpan.FromMilliseconds(chance.NextInt32(400)));
            for (var step = chance.NextInt32(30); step > 0; step--)
                run.Step();

            var action = Fresh(run, Samples[chance.NextInt32(Samples.Length)]);
            if (action is not null && run.ProblemWith(action) is null)
                run.Apply(action);
        }
    }

    private static RequestAction Ask(ClientRequest request, string? client = null) => new(request.Operation.Entry, request, client);

    private static ScenarioAction? Fresh(SimulationRun run, ScenarioAction action) => action switch
    {
        RequestAction request => request with { Request = request.Request with { Operation = run.NextOperation(request.Via) } },
        CommandAction command => command with { Command = command.Command with { Number = run.NextCommand } },
        _ => action,
    };
}
