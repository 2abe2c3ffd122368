// An administrator's commands in the scenario language.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Engine.Scenarios.Grammar;

/// <summary>An administrator's commands in the scenario language.</summary>
internal static class HandCommandWords
{
    private const string All = "all";

    private static readonly Words<Draft> Of = new(new Draft());
    private static readonly Words<Joiner> Join = new(new Joiner(null, RingMember.DefaultTokens, null, ""));

    public static Shape<ScenarioAction> Command { get; } = new MadeShape<Draft, ScenarioAction>(
        new MapShape<Draft>(
            "by_hand.command", "What an administrator asks of one node.", Of.Empty,
            Node("node", "Who is asked.", draft => draft.Node, (draft, node) => draft with { Node = node }, isRequired: true),
            Asking("stage_join", "Adds a join to the plan.", JoinMap(), join => new NodeCommand.StageJoin(0, join.Node!.Value, join.Address, join.Tokens, join.Rack)),
            Asking("stage_leave", "Adds a leave to the plan.", Names.Node, node => new NodeCommand.StageLeave(0, node)),
            Asking("plan", "What to do with the plan.", Scalars.Choice<NodeCommand>(
                ("show", new NodeCommand.ShowPlan(0)), ("commit", new NodeCommand.CommitPlan(0)), ("clear", new NodeCommand.ClearPlan(0))), command => command),
            Asking("deliver_hints", "Hands hints over now: to a node, or to all.", Scalars.Text, target => new NodeCommand.DeliverHints(0, target == All ? null : NodeOf(target))),
            Asking("reap", "Looks for old tombstones now.", Scalars.Choice(("now", true)), _ => new NodeCommand.ReapNow(0)),
            Asking("pause_transfers", "Stops transfers.", Scalars.Choice((All, true)), _ => new NodeCommand.PauseTransfers(0)),
            Asking("resume_transfers", "Lets transfers go on.", Scalars.Choice((All, true)), _ => new NodeCommand.ResumeTransfers(0)),
            Asking("compare_with", "Looks at what differs.", Names.Node, target => new NodeCommand.Compare(0, target)),
            Asking("anti_entropy", "Takes part in comparisons or not.", Scalars.Choice<NodeCommand>(
                ("paused", new NodeCommand.PauseAntiEntropy(0)), ("resumed", new NodeCommand.ResumeAntiEntropy(0))), command => command),
            Asking("exchange_with", "Evens out what differs.", Names.Node, target => new NodeCommand.ExchangeWith(0, target)),
            Of.Of("mode", "Which way versions go in an exchange.", Scalars.Choice(("both", SyncMode.Both), ("pull", SyncMode.Pull), ("push", SyncMode.Push)), draft => draft.Mode,
                (draft, mode) => draft with { Mode = mode }),
            Of.Of("dry_run", "Whether an exchange only looks.", Scalars.Flag, draft => draft.IsDryRun, (draft, dry) => draft with { IsDryRun = dry })),
        Make,
        _ => "");

    private static Word<Draft> Node(string name, string summary, Func<Draft, NodeId?> get, Func<Draft, NodeId?, Draft> set, bool isRequired) =>
        new Word<Draft, NodeId?>(name, summary, new MaybeShape<NodeId>(Names.Node), get, set, Of.Empty) { IsRequired = isRequired };

    private static Word<Draft> Asking<T>(string name, string summary, Shape<T> shape, Func<T, NodeCommand> make) => Of.Of<NodeCommand>(
        name, summary, new MadeShape<T, NodeCommand>(shape, value => make(value), _ => ""), _ => null!, (draft, command) => draft with { Commands = draft.Commands + 1, Command = command });

    private static MapShape<Joiner> JoinMap() => new(
        "by_hand.command.stage_join", "Who is to join.", Join.Empty,
        new Word<Joiner, NodeId?>("node", "Who.", new MaybeShape<NodeId>(Names.Node), join => join.Node, (join, node) => join with { Node = node }, Join.Empty) { IsRequired = true },
        Join.Of("tokens", "Its virtual nodes.", Scalars.Whole(1, RingMember.MaxTokens), join => join.Tokens, (join, tokens) => join with { Tokens = tokens }),
        Join.Of<string>("rack", "What fails together with it.", Scalars.Text, join => join.Rack!, (join, rack) => join with { Rack = rack }),
        Join.Of("address", "Where it is reached; a simulation only passes it on.", Scalars.Text, join => join.Address, (join, address) => join with { Address = address }));

    private static NodeId NodeOf(string text) => NodeId.IsValid(text) ? new NodeId(text) : throw new ArgumentException($"'{text}' is no node's name.");

    private static Made<ScenarioAction> Make(Draft draft) => draft switch
    {
        { Commands: not 1 } => Made<ScenarioAction>.Not("a command asks one thing: stage_join, stage_leave, plan, deliver_hints, reap, exchange_with and so on."),
        { Command: NodeCommand.ExchangeWith exchange } => new CommandAction(draft.Node!.Value, exchange with { Mode = draft.Mode, IsDryRun = draft.IsDryRun }),
        _ => new CommandAction(draft.Node!.Value, draft.Command!),
    };

    private sealed record Joiner(NodeId? Node, int Tokens, string? Rack, string Address);

    private sealed record Draft
    {
        public NodeId? Node { get; init; }

        public int Commands { get; init; }

        public NodeCommand? Command { get; init; }

        public SyncMode Mode { get; init; }

        public bool IsDryRun { get; init; }
    }
}
