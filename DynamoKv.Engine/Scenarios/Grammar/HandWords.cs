// The section "by_hand" of the scenario language.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Engine.Scenarios.Grammar;

/// <summary>The section "by_hand": what people did once, with the names of the nodes as they were.</summary>
internal static class HandWords
{
    private static readonly Words<Line> Of = new(new Line());
    private static readonly Words<Draft> What = new(new Draft());

    public static Shape<HandAction> Action { get; } = new MadeShape<Line, HandAction>(
        new MapShape<Line>(
            "by_hand", "One thing that was done by hand.", Of.Empty,
            [
                Of.Of("at", "When.", Scalars.Duration, line => line.At, (line, at) => line with { At = at }, isRequired: true),
                Of.Maybe("step", "After which step of the run, among those that are due at that time; else after all of them. Leave it out when you change the time.",
                    Scalars.Long(0, long.MaxValue), line => line.Step, (line, step) => line with { Step = step }),
                Of.Of<string>("id", "The name of a fault, under which it is healed.", Scalars.Text, line => line.Id!, (line, id) => line with { Id = id }),
                .. HandRequestWords.All.Select(request => Acting(request.Name, request.Summary, request.Shape)),
                Acting("command", "An administrator's command to a node.", HandCommandWords.Command),
                .. Faults,
                .. Lives,
                .. Messages,
            ]),
        Make,
        hand => hand.ToScenarioLine());

    private static IEnumerable<Word<Line>> Faults =>
    [
        Fault("partition", "Groups that can't reach each other; or several cuts under one name.",
            [
                What.Of("groups", "The groups: [[A, B], [C]]. A node in none reaches everyone.", new ListShape<ImmutableArray<NodeId>>(Names.NodeList), x => x.Groups,
                    (x, groups) => x with { Groups = groups }),
                What.Of("name", "What the cuts make together.", Scalars.Text, x => x.Name, (x, name) => x with { Name = name }),
                What.Of("cuts", "One-way cuts: [{ from: [A], to: [B, C] }].", new ListShape<LinkBarrier>(Barrier()), x => x.Cuts, (x, cuts) => x with { Cuts = cuts }),
            ],
            (id, x) => x.Cuts.IsEmpty ? new PartitionAction(id, x.Groups) : new CutsAction(id, x.Name, x.Cuts)),
        Fault("cut", "One way: what the one sends to the others is lost.", [Node("from", x => x.From, (x, node) => x with { From = node }, isRequired: true), To(Names.NodeList)],
            (id, x) => new CutAction(id, x.From!.Value, x.Receivers)),
        Fault("link", "A bad link. Without 'from' or 'to': anyone.",
            [
                Node("from", x => x.From, (x, node) => x with { From = node }), Node("to", x => x.To, (x, node) => x with { To = node }),
                What.Of("delay", "Comes on top.", LatencyWords.Latency, x => x.Delay, (x, delay) => x with { Delay = delay }),
                What.Of("loss", "Share of messages lost.", Scalars.Share, x => x.Loss, (x, loss) => x with { Loss = loss }),
                What.Of("duplicate", "Share of messages that arrive twice.", Scalars.Share, x => x.Duplicate, (x, share) => x with { Duplicate = share }),
            ],
            (id, x) => new LinkAction(id, x.From, x.To, x.Delay, x.Loss, x.Duplicate)),
        Fault("clock", "A clock is off.",
            [
                Whom, What.Of("offset", "How far ahead; negative: behind.", Scalars.Offset, x => x.Offset, (x, offset) => x with { Offset = offset }),
                What.Of("drift_ppm", "How many microseconds a second it gains.", Scalars.Number, x => x.Drift, (x, drift) => x with { Drift = drift }),
            ],
            (id, x) => new ClockAction(id, x.Node!.Value, x.Offset, x.Drift)),
        Fault("disk", "A disk is full, slow, fails its next commit, or flips a bit.",
            [
                Whom, What.Of("full", "Writes are refused.", Scalars.Flag, x => x.IsFull, (x, full) => x with { IsFull = full }),
                What.Of<Latency>("slow", "Commits take this much longer.", LatencyWords.Latency, x => x.Slow!, (x, slow) => x with { Slow = slow }),
                What.Of("fail_commit", "The next commit fails.", Scalars.Flag, x => x.Fails, (x, fails) => x with { Fails = fails }),
                What.Maybe("bitflip", "A bit flips in the row of this key.", Names.Key, x => x.Flip, (x, key) => x with { Flip = key }),
            ],
            DiskOf),
    ];

    private static IEnumerable<Word<Line>> Lives =>
    [
        Deed("heal", "Ends a fault.", [What.Of("fault", "Its name.", Scalars.Text, x => x.Name, (x, name) => x with { Name = name }, isRequired: true)], x => new HealAction(x.Name)),
        Deed("crash", "Ends a process.",
            [
                Whom, What.Of("lose", "memory: nothing that was written. unsynced: the batch that was being written. disk: everything.",
                    Scalars.Choice(("memory", CrashLoss.Memory), ("unsynced", CrashLoss.Unsynced), ("disk", CrashLoss.Disk)), x => x.Loses, (x, loses) => x with { Loses = loses }),
            ],
            x => new CrashAction(x.Node!.Value, x.Loses)),
        Deed("restart", "Starts a process from what its disk holds.", [Whom], x => new RestartAction(x.Node!.Value)),
        Deed("pause", "Freezes a process.", [Whom], x => new PauseAction(x.Node!.Value)),
        Deed("resume", "Lets a frozen process go on.", [Whom], x => new ResumeAction(x.Node!.Value)),
        Deed("start", "Starts a node that is no member yet.", [Whom], x => new StartNodeAction(x.Node!.Value)),
        Deed("join", "A node joins.",
            [
                Whom, What.Of("tokens", "Its virtual nodes.", Scalars.Whole(1, RingMember.MaxTokens), x => x.Tokens, (x, tokens) => x with { Tokens = tokens }),
                What.Of<string>("rack", "What fails together with it.", Scalars.Text, x => x.Rack!, (x, rack) => x with { Rack = rack }),
            ],
            x => new JoinAction(x.Node!.Value, x.Tokens, x.Rack)),
        Deed("leave", "A member leaves.", [Whom], x => new LeaveAction(x.Node!.Value)),
    ];

    private static IEnumerable<Word<Line>> Messages =>
    [
        Deed("deliver_message", "A message that is under way arrives at once.", [Which], x => new DeliverMessageAction(x.Message)),
        Deed("drop_message", "A message that is under way never arrives.", [Which], x => new DropMessageAction(x.Message)),
        Deed("delay_message", "A message that is under way arrives later.",
            [Which, What.Of("by", "How much later.", Scalars.Duration, x => x.By, (x, by) => x with { By = by }, isRequired: true)], x => new DelayMessageAction(x.Message, x.By)),
        Deed("duplicate_message", "A message that is under way arrives twice.", [Which], x => new DuplicateMessageAction(x.Message)),
    ];

    private static Word<Draft> Which => What.Of(
        "message", "Its number, which it has in this run only.", Scalars.Long(1, long.MaxValue), x => x.Message, (x, message) => x with { Message = message }, isRequired: true);

    private static Word<Draft> Whom => Node("node", x => x.Node, (x, node) => x with { Node = node }, isRequired: true);

    private static Word<Draft> Node(string name, Func<Draft, NodeId?> get, Func<Draft, NodeId?, Draft> set, bool isRequired = false) =>
        new Word<Draft, NodeId?>(name, "Which node.", new MaybeShape<NodeId>(Names.Node), get, set, What.Empty) { IsRequired = isRequired };

    private static Word<Draft> To(Shape<ImmutableArray<NodeId>> nodes) =>
        What.Of("to", "Who receives.", nodes, x => x.Receivers, (x, receivers) => x with { Receivers = receivers }, isRequired: true);

    private static MapShape<LinkBarrier> Barrier()
    {
        var words = new Words<LinkBarrier>(new LinkBarrier([], []));
        return new MapShape<LinkBarrier>(
            "by_hand.partition.cuts", "One way.", words.Empty,
            words.Of("from", "Who is not heard.", Names.NodeList, x => x.Senders, (x, nodes) => x with { Senders = nodes }, isRequired: true),
            words.Of("to", "Who does not hear.", Names.NodeList, x => x.Receivers, (x, nodes) => x with { Receivers = nodes }, isRequired: true));
    }

    private static ScenarioAction DiskOf(string id, Draft x) => x switch
    {
        { IsFull: true, Slow: null, Fails: false, Flip: null } => new FullDiskAction(id, x.Node!.Value),
        { IsFull: false, Slow: { } slow, Fails: false, Flip: null } => new SlowDiskAction(id, x.Node!.Value, slow),
        { IsFull: false, Slow: null, Fails: true, Flip: null } => new FailCommitAction(x.Node!.Value),
        { IsFull: false, Slow: null, Fails: false, Flip: { } key } => new BitFlipAction(x.Node!.Value, key),
        _ => throw new ArgumentException("say one thing that is wrong with the disk: full, slow, fail_commit or bitflip."),
    };

    private static Word<Line> Fault(string name, string summary, Word<Draft>[] words, Func<string, Draft, ScenarioAction> make) =>
        Acting(name, summary, new MadeShape<Draft, Func<string?, ScenarioAction>>(
            new MapShape<Draft>($"by_hand.{name}", summary, What.Empty, words),
            draft => new Made<Func<string?, ScenarioAction>>(id => make(id ?? throw new ArgumentException("a fault needs an 'id': its name."), draft)), _ => ""));

    private static Word<Line> Deed(string name, string summary, Word<Draft>[] words, Func<Draft, ScenarioAction> make) =>
        Acting(name, summary, new MadeShape<Draft, ScenarioAction>(new MapShape<Draft>($"by_hand.{name}", summary, What.Empty, words), draft => make(draft), _ => ""));

    private static Word<Line> Acting(string name, string summary, Shape<ScenarioAction> shape) => Of.Of<ScenarioAction>(
        name, summary, shape, _ => null!, (line, action) => line with { Actions = line.Actions + 1, Make = _ => action });

    private static Word<Line> Acting(string name, string summary, Shape<Func<string?, ScenarioAction>> shape) => Of.Of<Func<string?, ScenarioAction>>(
        name, summary, shape, _ => null!, (line, make) => line with { Actions = line.Actions + 1, Make = make });

    private static Made<HandAction> Make(Line line) => line.Actions == 1
        ? new HandAction(Instant.After(line.At), line.Step, line.Make!(line.Id is null && IsNameless(line) ? "" : line.Id))
        : Made<HandAction>.Not("a line does one thing: put, get, delete, command, a fault, heal, crash, restart, pause, resume, start, join, leave, or something to a message.");

    // A bit flip has no name, and a failing commit one of its own.
    private static bool IsNameless(Line line) => line.Make!("x") is BitFlipAction or FailCommitAction;

    private sealed record Line
    {
        public TimeSpan At { get; init; }

        public long? Step { get; init; }

        public string? Id { get; init; }

        public int Actions { get; init; }

        public Func<string?, ScenarioAction>? Make { get; init; }
    }

    private sealed record Draft
    {
        public NodeId? Node { get; init; }

        public NodeId? From { get; init; }

        public NodeId? To { get; init; }

        public ImmutableArray<NodeId> Receivers { get; init; } = [];

        public ImmutableArray<ImmutableArray<NodeId>> Groups { get; init; } = [];

        public ImmutableArray<LinkBarrier> Cuts { get; init; } = [];

        public string Name { get; init; } = "";

        public Latency Delay { get; init; } = Latency.Constant(TimeSpan.Zero);

        public double Loss { get; init; }

        public double Duplicate { get; init; }

        public CrashLoss Loses { get; init; } = CrashLoss.Unsynced;

        public TimeSpan Offset { get; init; }

        public double Drift { get; init; }

        public bool IsFull { get; init; }

        public Latency? Slow { get; init; }

        public bool Fails { get; init; }

        public long Message { get; init; }

        public TimeSpan By { get; init; }

        public Key? Flip { get; init; }

        public int Tokens { get; init; } = RingMember.DefaultTokens;

        public string? Rack { get; init; }
    }
}
