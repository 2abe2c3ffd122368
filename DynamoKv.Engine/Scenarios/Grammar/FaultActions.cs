// What a fault does, in the scenario language.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Planning;

namespace DynamoKv.Engine.Scenarios.Grammar;

/// <summary>One thing that a fault can do.</summary>
internal sealed record FaultActionWord(string Name, string Summary, Shape<PlannedAction> Shape);

/// <summary>What a fault does, in the scenario language.</summary>
internal static class FaultActions
{
    private static readonly Words<Draft> Of = new(new Draft());

    private static Word<Draft> Node(bool isRequired = true) =>
        Of.Of<NodeSelector>("node", "Whom.", SelectorShape.Instance, draft => draft.Node!, (draft, node) => draft with { Node = node }, isRequired);

    private static Word<Draft> Tokens { get; } =
        Of.Of("tokens", "Its virtual nodes.", Scalars.Whole(1, RingMember.MaxTokens), draft => draft.Tokens, (draft, tokens) => draft with { Tokens = tokens });

    private static Word<Draft> Rack { get; } = Of.Of<string>("rack", "What fails together with it.", Scalars.Text, draft => draft.Rack!, (draft, rack) => draft with { Rack = rack });

    public static ImmutableArray<FaultActionWord> All { get; } =
    [
        Action("partition", "Groups that can't reach each other, or a partition of a known shape.", PartitionMap(), PartitionOf),
        Action("cut", "One way: what the ones send to the others is lost.", EndsMap("faults.cut", "One-way cuts.", isRequired: true), draft => new PlannedAction.Cut(draft.From!, draft.To!)),
        Action("link", "Bad links: delay, loss and duplicates. Without 'from' or 'to': anyone.",
            EndsMap(
                "faults.link", "Bad links.", isRequired: false,
                Of.Of("delay", "Comes on top.", LatencyWords.Latency, draft => draft.Delay, (draft, delay) => draft with { Delay = delay }),
                Of.Of("loss", "Share of messages lost.", Scalars.Share, draft => draft.Loss, (draft, loss) => draft with { Loss = loss }),
                Of.Of("duplicate", "Share of messages that arrive twice.", Scalars.Share, draft => draft.Duplicate, (draft, share) => draft with { Duplicate = share })),
            draft => new PlannedAction.Link(draft.From, draft.To, draft.Delay, draft.Loss, draft.Duplicate)),
        Action("crash", "Ends processes; at its end they are started again.",
            Map("faults.crash", "Ends processes.", Node(), Of.Of("lose", "memory: nothing that was written. unsynced: the batch that was being written. disk: everything.",
                Scalars.Choice(("memory", CrashLoss.Memory), ("unsynced", CrashLoss.Unsynced), ("disk", CrashLoss.Disk)),
                draft => draft.Loses, (draft, loses) => draft with { Loses = loses })),
            draft => new PlannedAction.Crash(draft.Node!, draft.Loses)),
        Action("pause", "Freezes processes; what arrives waits.", Map("faults.pause", "Freezes processes.", Node()), draft => new PlannedAction.Pause(draft.Node!)),
        Action("clock", "Clocks are off.",
            Map("faults.clock", "Clocks are off.", Node(),
                Of.Of("offset", "How far ahead; negative: behind.", Scalars.Offset, draft => draft.Offset, (draft, offset) => draft with { Offset = offset }),
                Of.Of("drift_ppm", "How many microseconds a second they gain.", Scalars.Number, draft => draft.Drift, (draft, drift) => draft with { Drift = drift })),
            draft => new PlannedAction.Clock(draft.Node!, draft.Offset, draft.Drift)),
        Action("disk", "A disk is full, slow, fails its next commit, or flips bits.", DiskMap(), DiskOf),
        Action("join", "A node joins.",
            Map("faults.join", "A node joins.",
                Of.Of("node", "Its name, which is new.", Scalars.Text, draft => draft.Name, (draft, name) => draft with { Name = name }, isRequired: true), Tokens, Rack),
            draft => new PlannedAction.Do(new JoinAction(new NodeId(draft.Name), draft.Tokens, draft.Rack))),
        Action("leave", "Members leave.", Map("faults.leave", "Members leave.", Node()), draft => new PlannedAction.Leave(draft.Node!)),
    ];

    private static FaultActionWord Action(string name, string summary, MapShape<Draft> map, Func<Draft, Made<PlannedAction>> make) =>
        new(name, summary, new MadeShape<Draft, PlannedAction>(map, make, _ => ""));

    private static FaultActionWord Action(string name, string summary, MapShape<Draft> map, Func<Draft, PlannedAction> make) =>
        Action(name, summary, map, draft => (Made<PlannedAction>)make(draft));

    private static MapShape<Draft> Map(string title, string summary, params Word<Draft>[] words) => new(title, summary, Of.Empty, words);

    private static MapShape<Draft> EndsMap(string title, string summary, bool isRequired, params Word<Draft>[] more) => Map(
        title, summary,
        [
            Of.Of<NodeSelector>("from", "Who sends.", SelectorShape.Instance, draft => draft.From!, (draft, from) => draft with { From = from }, isRequired),
            Of.Of<NodeSelector>("to", "Who receives.", SelectorShape.Instance, draft => draft.To!, (draft, to) => draft with { To = to }, isRequired),
            .. more,
        ]);

    private static MapShape<Draft> PartitionMap() => Map(
        "faults.partition", "Groups that can't reach each other, or a shape.",
        Of.Of("groups", "The groups: [[A, B], [C]]. A node in none reaches everyone.", new ListShape<NodeSelector>(SelectorShape.Instance), draft => draft.Groups,
            (draft, groups) => draft with { Groups = groups }),
        Of.Maybe("shape", "A known shape; who is where is drawn.", Scalars.Choice([.. Enum.GetValues<PartitionShape>().Select(shape => (PartitionShapes.NameOf(shape), shape))]),
            draft => draft.Shape, (draft, shape) => draft with { Shape = shape }),
        Node(isRequired: false));

    private static Made<PlannedAction> PartitionOf(Draft draft) => draft switch
    {
        { Shape: { } shape, Groups.IsEmpty: true } => new PlannedAction.ShapedPartition(shape, draft.Node),
        { Shape: null, Node: null, Groups.IsEmpty: false } => new PlannedAction.Partition(draft.Groups),
        _ => Made<PlannedAction>.Not("a partition has either 'groups' or a 'shape'; a 'node' goes with the shapes isolate and bridge."),
    };

    private static MapShape<Draft> DiskMap()
    {
        var flips = new Words<Flips>(new Flips(1, null));
        return Map(
            "faults.disk", "What is wrong with a disk.", Node(),
            Of.Of("full", "Writes are refused.", Scalars.Flag, draft => draft.IsFull, (draft, full) => draft with { IsFull = full }),
            Of.Of<Latency>("slow", "Commits take this much longer.", LatencyWords.Latency, draft => draft.Slow!, (draft, slow) => draft with { Slow = slow }),
            Of.Of("fail_commit", "The next commit fails.", Scalars.Flag, draft => draft.Fails, (draft, fails) => draft with { Fails = fails }),
            Of.Of<Flips>("bitflip", "Bits flip in stored rows.",
                new MapShape<Flips>(
                    "faults.disk.bitflip", "Bits flip in stored rows.", flips.Empty,
                    flips.Of("keys", "In how many rows, drawn by chance.", Scalars.Whole(1, 1_000_000), x => x.Rows, (x, rows) => x with { Rows = rows }),
                    flips.Maybe("key", "In this row.", Names.Key, x => x.Key, (x, key) => x with { Key = key })),
                draft => draft.Flips!, (draft, flip) => draft with { Flips = flip }));
    }

    private static Made<PlannedAction> DiskOf(Draft draft) => draft switch
    {
        { IsFull: true, Slow: null, Fails: false, Flips: null } => new PlannedAction.FullDisk(draft.Node!),
        { IsFull: false, Slow: { } slow, Fails: false, Flips: null } => new PlannedAction.SlowDisk(draft.Node!, slow),
        { IsFull: false, Slow: null, Fails: true, Flips: null } => new PlannedAction.FailCommit(draft.Node!),
        { IsFull: false, Slow: null, Fails: false, Flips: { } flips } => new PlannedAction.BitFlip(draft.Node!, flips.Rows, flips.Key),
        _ => Made<PlannedAction>.Not("say one thing that is wrong with the disk: full, slow, fail_commit or bitflip."),
    };

    private sealed record Flips(int Rows, Key? Key);

    private sealed record Draft
    {
        public NodeSelector? Node { get; init; }

        public NodeSelector? From { get; init; }

        public NodeSelector? To { get; init; }

        public ImmutableArray<NodeSelector> Groups { get; init; } = [];

        public PartitionShape? Shape { get; init; }

        public Latency Delay { get; init; } = Latency.Constant(TimeSpan.Zero);

        public double Loss { get; init; }

        public double Duplicate { get; init; }

        public CrashLoss Loses { get; init; } = CrashLoss.Unsynced;

        public TimeSpan Offset { get; init; }

        public double Drift { get; init; }

        public bool IsFull { get; init; }

        public Latency? Slow { get; init; }

        public bool Fails { get; init; }

        public Flips? Flips { get; init; }

        public string Name { get; init; } = "";

        public int Tokens { get; init; } = RingMember.DefaultTokens;

        public string? Rack { get; init; }
    }
}
