// The section "workload" of the scenario language.
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Clients;

namespace DynamoKv.Engine.Scenarios.Grammar;

/// <summary>The section "workload": who asks what.</summary>
internal static class WorkloadWords
{
    private const double Slack = 1e-9;

    private static readonly Words<WorkloadPart> Of = new(new WorkloadPart());
    private static readonly Words<KeyPart> Key = new(new KeyPart());
    private static readonly Words<MixPart> Mix = new(new MixPart());
    private static readonly Words<PutPart> Put = new(new PutPart(PutMode.LastRead, 0));
    private static readonly Words<ClientRetry> Retry = new(new ClientRetry(1, TimeSpan.FromMilliseconds(250)));
    private static readonly Words<PaceDraft> Pace = new(new PaceDraft());

    public static MapShape<WorkloadPart> Workload { get; } = new(
        "workload", "Who asks what.", Of.Empty,
        Of.Of("clients", "How many clients work all the time (c1, c2, ...); 0: only the script.", Scalars.Whole(0, ClientLoad.MaxClients), part => part.Clients,
            (part, clients) => part with { Clients = clients }),
        Of.Of("start", "When they begin.", Scalars.Duration, part => part.Start, (part, start) => part with { Start = start }),
        Of.Maybe("stop", "When they begin nothing new; else with the scenario.", Scalars.Duration, part => part.Stop, (part, stop) => part with { Stop = stop }),
        Of.Of("rate", "When the next operation comes.", PaceShape(), part => part.Pace, (part, pace) => part with { Pace = pace }),
        Of.Of("keys", "Which keys there are.", KeyMap(), part => part.Keys, (part, keys) => part with { Keys = keys }),
        Of.Of("mix", "What is asked.", MixMap(), part => part.Mix, (part, mix) => part with { Mix = mix }),
        Of.Of("put", "What puts do.", PutMap(), part => new PutPart(part.Puts, part.ValueBytes), (part, put) => part with { Puts = put.Mode, ValueBytes = put.ValueBytes }),
        Of.Of<ClientRetry>("retry", "A client that has waited too long asks the next node; what became of the attempt before stays unknown.", RetryMap(), part => part.Retry!,
            (part, retry) => part with { Retry = retry }),
        Of.Of("request", "R, W and the like of every operation.", ScriptWords.Options, part => part.Request, (part, request) => part with { Request = request }),
        Of.Of("coordination", "Where clients send their requests: to any node, or to the key's first primary (Dynamo 6.4).",
            Scalars.Choice(("server_driven", Coordination.ServerDriven), ("client_driven", Coordination.ClientDriven)), part => part.Coordination,
            (part, coordination) => part with { Coordination = coordination }),
        Of.Of("script", "What single clients do at certain times.", new ListShape<ScriptStep>(ScriptWords.Step, isBlock: true), part => part.Script,
            (part, script) => part with { Script = script }))
    {
        IsBlock = true,
        Check = part => part.Clients == 0 && part.Script.IsEmpty ? "nobody asks anything: give 'clients' or a 'script'." : null,
    };

    private static Shape<ClientPace> PaceShape() => new MadeShape<PaceDraft, ClientPace>(
        new MapShape<PaceDraft>(
            "workload.rate", "When the next operation comes: open (at a rate, however slow the answers are) or closed (each client waits for its answer, and thinks).", Pace.Empty,
            Pace.Maybe("open", "Operations a second, all clients together.", Scalars.Rate, draft => draft.Open, (draft, rate) => draft with { Open = rate }),
            Pace.Of("arrivals", "How they are spread.", Scalars.Choice(("poisson", Arrivals.Poisson), ("uniform", Arrivals.Uniform)), draft => draft.Arrivals,
                (draft, arrivals) => draft with { Arrivals = arrivals }),
            Pace.Of("closed", "Each client waits for its answer.", Scalars.Flag, draft => draft.IsClosed, (draft, closed) => draft with { IsClosed = closed }),
            Pace.Of<Latency>("think", "How long a client of a closed loop thinks.", LatencyWords.Latency, draft => draft.Think!, (draft, think) => draft with { Think = think })),
        draft => draft switch
        {
            { Open: { } rate, IsClosed: false, Think: null } => new ClientPace.Open(rate, draft.Arrivals),
            { Open: null, IsClosed: true } => new ClientPace.Closed(draft.Think ?? Latency.Constant(TimeSpan.Zero)),
            _ => Made<ClientPace>.Not("give either 'open' with a rate, or 'closed: true' with 'think'."),
        },
        pace => pace switch
        {
            ClientPace.Open open => $"{{ open: {Scalars.Rate.Write(open.PerSecond)}{(open.Arrivals == Arrivals.Poisson ? "" : ", arrivals: uniform")} }}",
            ClientPace.Closed closed => $"{{ closed: true, think: {closed.Think} }}",
            _ => throw new InvalidOperationException($"There are no words for {pace}."),
        });

    private static MapShape<KeyPart> KeyMap() => new(
        "workload.keys", "Which keys there are.", Key.Empty,
        Key.Of("count", "How many, key-0001 and so on.", Scalars.Whole(1, KeyChoice.MaxKeys), part => part.Count, (part, count) => part with { Count = count }),
        Key.Of("names", "The keys by name, in place of 'count'.", new ListShape<string>(Scalars.Text), part => part.Names, (part, names) => part with { Names = names }),
        Key.Of("pick", "Which of them an operation is about.", PickShape(), part => part.Zipf, (part, zipf) => part with { Zipf = zipf }))
    {
        Check = part => part.Names.FirstOrDefault(name => !Primitives.Key.TryCreate(name, out _, out _)) is { } bad ? $"'{bad}' is no key: give 1 to 1,024 bytes." : null,
    };

    private static Shape<double> PickShape()
    {
        var zipf = new Words<double>(1);
        var uniform = new MapShape<double>("workload.keys.pick: uniform", "All alike.", 0);
        var law = new MapShape<double>(
            "workload.keys.pick: zipf", "Key number i in proportion to i to the power of -s.", 1,
            zipf.Of("s", "The exponent, 0 to 10.", Scalars.Number, s => s, (_, s) => s));
        return new TaggedShape<double>(
            "{ dist: uniform } or { dist: zipf, s: 1.1 }", "dist",
            new TaggedKind<double>("uniform", uniform, (node, scope) => uniform.Read(node, scope), s => s == 0 ? "{}" : null),
            new TaggedKind<double>("zipf", law, (node, scope) => law.Read(node, scope), s => s == 0 ? null : law.Write(s)));
    }

    private static MapShape<MixPart> MixMap() => new(
        "workload.mix", "Shares of the operations; they come to 1 together.", Mix.Empty with { Get = 0, Put = 0 },
        MixWord("get", "Reads.", part => part.Get, (part, share) => part with { Get = share }),
        MixWord("put", "Writes.", part => part.Put, (part, share) => part with { Put = share }),
        MixWord("delete", "Deletes.", part => part.Delete, (part, share) => part with { Delete = share }))
    {
        Check = part => Math.Abs(part.Get + part.Put + part.Delete - 1) > Slack
            ? $"the shares come to {ScenarioText.Number(part.Get + part.Put + part.Delete)}: they have to come to 1."
            : null,
    };

    private static Word<MixPart, double> MixWord(string name, string summary, Func<MixPart, double> get, Func<MixPart, double, MixPart> set) =>
        new(name, summary, Scalars.Share, get, set, new MixPart { Get = 0, Put = 0 });

    private static MapShape<PutPart> PutMap() => new(
        "workload.put", "What puts do.", Put.Empty,
        Put.Of("context", "last_read: with the context of the client's last read of the key. none: without one.",
            Scalars.Choice(("last_read", PutMode.LastRead), ("none", PutMode.Blind)), part => part.Mode == PutMode.Blind ? PutMode.Blind : PutMode.LastRead,
            (part, mode) => part with { Mode = part.Mode == PutMode.AddToSet ? PutMode.AddToSet : mode }),
        Put.Of("modify", "add_to_set: read, merge the siblings as a set, add an element, write.",
            Scalars.Choice(("none", false), ("add_to_set", true)), part => part.Mode == PutMode.AddToSet, (part, adds) => adds ? part with { Mode = PutMode.AddToSet } : part),
        Put.Of("value_bytes", "How long a value is at least.", Scalars.Whole(0, 1_000_000), part => part.ValueBytes, (part, bytes) => part with { ValueBytes = bytes }));

    private static MapShape<ClientRetry> RetryMap() => new(
        "workload.retry", "A client that waits too long asks the next node.", Retry.Empty,
        Retry.Of("max", "Further attempts.", Scalars.Whole(0, 1_000), retry => retry.Max, (retry, max) => retry with { Max = max }),
        Retry.Of("timeout", "How long it waits each time.", Scalars.Duration, retry => retry.Timeout, (retry, timeout) => retry with { Timeout = timeout }));

    private sealed record PutPart(PutMode Mode, int ValueBytes);

    private sealed record PaceDraft
    {
        public double? Open { get; init; }

        public Arrivals Arrivals { get; init; } = Arrivals.Poisson;

        public bool IsClosed { get; init; }

        public Latency? Think { get; init; }
    }
}
