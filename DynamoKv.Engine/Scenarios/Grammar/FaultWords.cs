// The section "faults" of the scenario language.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Planning;

namespace DynamoKv.Engine.Scenarios.Grammar;

/// <summary>The section "faults": what breaks, and who comes and goes.</summary>
internal static class FaultWords
{
    private static readonly Words<FaultDraft> Of = new(new FaultDraft());
    private static readonly Words<EventFilter> Filter = new(new EventFilter(""));

    public static Shape<PlannedFault> Fault { get; } = new MadeShape<FaultDraft, PlannedFault>(
        new MapShape<FaultDraft>(
            "faults", "What breaks, when, and for how long: [start, start + for). Without 'for' it lasts until the scenario ends.", Of.Empty,
            [
                Of.Of("id", "Its name.", Scalars.Text, draft => draft.Id, (draft, id) => draft with { Id = id }, isRequired: true),
                Of.Maybe("at", "When it begins.", Scalars.Duration, draft => draft.At, (draft, at) => draft with { At = at }),
                Of.Of<EventFilter>("on", "It begins when this happens.", FilterMap(), draft => draft.On!, (draft, on) => draft with { On = on }),
                Of.Of("delay", "How long after that.", Scalars.Duration, draft => draft.Delay, (draft, delay) => draft with { Delay = delay }),
                Of.Of<Latency>("every", "It comes again and again, with these gaps.", LatencyWords.Latency, draft => draft.Every!, (draft, every) => draft with { Every = every }),
                Of.Of("between", "From when to when: [15s, 40s].", new ListShape<TimeSpan>(Scalars.Duration), draft => draft.Between, (draft, between) => draft with { Between = between }),
                Of.Maybe("for", "How long it lasts.", Scalars.Duration, draft => draft.For, (draft, lasting) => draft with { For = lasting }),
                .. FaultActions.All.Select(Acting),
            ]),
        Make,
        fault => fault.ToScenarioLine());

    private static Word<FaultDraft> Acting(FaultActionWord action) => Of.Of<PlannedAction>(
        action.Name, action.Summary, action.Shape, _ => null!, (draft, what) => draft with { Actions = draft.Actions + 1, What = what });

    private static MapShape<EventFilter> FilterMap() => new(
        "faults.on", "Which event a fault waits for.", Filter.Empty,
        Filter.Of("event", "What happens.", Scalars.Choice([.. EventKind.Names.Select(name => (name, name))]), filter => filter.Kind, (filter, kind) => filter with { Kind = kind }, isRequired: true),
        Filter.Maybe("node", "Only at this node.", Names.Node, filter => filter.Node, (filter, node) => filter with { Node = node }),
        Filter.Maybe("owner", "Only about this other node: a hint's owner, a suspected peer, a message's receiver.", Names.Node, filter => filter.Owner,
            (filter, owner) => filter with { Owner = owner }),
        Filter.Maybe("key", "Only about this key.", Names.Key, filter => filter.Key, (filter, key) => filter with { Key = key }),
        Filter.Of("nth", "Which of them.", Scalars.Whole(1), filter => filter.Nth, (filter, nth) => filter with { Nth = nth }));

    private static Made<PlannedFault> Make(FaultDraft draft)
    {
        if (draft.Actions != 1)
            return Made<PlannedFault>.Not($"a fault does one thing: give one of {string.Join(", ", FaultActions.All.Select(action => action.Name))}.");
        if (StartOf(draft) is not { } start)
            return Made<PlannedFault>.Not("a fault begins at a time ('at: 12s'), when something happens ('on: { event: hint.stored }') or again and again ('every' with 'between: [15s, 40s]').");

        return new PlannedFault(draft.Id, start, draft.What!, draft.For);
    }

    private static FaultStart? StartOf(FaultDraft draft) => draft switch
    {
        { At: { } at, On: null, Every: null, Between.IsEmpty: true } => new FaultStart.At(Instant.After(at + draft.Delay)),
        { At: null, On: { } on, Every: null, Between.IsEmpty: true } => new FaultStart.On(on, draft.Delay),
        { At: null, On: null, Every: { } gap, Between: [var from, var to] } => new FaultStart.Every(gap, Instant.After(from), Instant.After(to)),
        _ => null,
    };

    private sealed record FaultDraft
    {
        public string Id { get; init; } = "";

        public TimeSpan? At { get; init; }

        public EventFilter? On { get; init; }

        public TimeSpan Delay { get; init; }

        public Latency? Every { get; init; }

        public System.Collections.Immutable.ImmutableArray<TimeSpan> Between { get; init; } = [];

        public TimeSpan? For { get; init; }

        public int Actions { get; init; }

        public PlannedAction? What { get; init; }
    }
}
