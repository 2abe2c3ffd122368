// Steps of a script in the scenario language.
using System.Globalization;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Engine.Simulation.Clients;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Scenarios.Grammar;

/// <summary>Steps of a script in the scenario language.</summary>
internal static class ScriptWords
{
    private static readonly Words<StepDraft> Of = new(new StepDraft());
    private static readonly Words<AskDraft> Ask = new(new AskDraft());
    private static readonly Words<RequestOptions> Request = new(RequestOptions.None);

    /// <summary>R, W and the like.</summary>
    public static MapShape<RequestOptions> Options { get; } = new("workload.request", "R, W and the like of every operation.", Request.Empty, OptionWords(Request, x => x, (_, v) => v));

    public static Shape<ScriptStep> Step { get; } = new MadeShape<StepDraft, ScriptStep>(
        new MapShape<StepDraft>(
            "workload.script", "One operation of one client, at a certain time or after another step.", Of.Empty,
            Of.Maybe("at", "When.", Scalars.Duration, draft => draft.At, (draft, at) => draft with { At = at }),
            Of.Of<string>("after", "After which step, and how that has to end: w1.ok, w1.fail, w1.done.", Scalars.Text, draft => draft.After!, (draft, after) => draft with { After = after }),
            Of.Of("delay", "How long after that.", Scalars.Duration, draft => draft.Delay, (draft, delay) => draft with { Delay = delay }),
            Of.Of("id", "Its name.", Scalars.Text, draft => draft.Id, (draft, id) => draft with { Id = id }, isRequired: true),
            Of.Of("client", "Who asks.", Scalars.Text, draft => draft.Client, (draft, client) => draft with { Client = client }, isRequired: true),
            Of.Maybe("via", "The node that is asked first; else one is drawn.", Names.Node, draft => draft.Via, (draft, via) => draft with { Via = via }),
            Asking("get", "Reads a key.", AskMap("workload.script.get", "Reads a key.")),
            Asking("put", "Writes a key.", AskMap("workload.script.put", "Writes a key.", Content())),
            Asking("delete", "Deletes a key.", AskMap("workload.script.delete", "Deletes a key.", Context()))),
        Make,
        step => step.ToScenarioLine());

    private static Word<StepDraft> Asking(string verb, string summary, MapShape<AskDraft> map) => Of.Of<AskDraft>(
        verb, summary, map, draft => draft.Verb == verb ? draft.Ask! : null!, (draft, ask) => draft with { Verbs = draft.Verbs + 1, Verb = verb, Ask = ask });

    private static MapShape<AskDraft> AskMap(string title, string summary, params Word<AskDraft>[] more) => new(
        title, summary, Ask.Empty,
        [
            Ask.Of("key", "Which key.", Names.Key, ask => ask.Key, (ask, key) => ask with { Key = key }, isRequired: true), .. more,
            .. OptionWords(Ask, ask => ask.Options, (ask, options) => ask with { Options = options }),
        ]);

    private static Word<AskDraft>[] Content() =>
    [
        Ask.Of<string>("value", "The value.", Scalars.Text, ask => ask.Value!, (ask, value) => ask with { Value = value }),
        Ask.Of<string>("value_base64", "The value's bytes in base64, in place of 'value'.", Scalars.Text, ask => ask.Base64!, (ask, value) => ask with { Base64 = value }),
        Ask.Of("content_type", "What the bytes are.", Scalars.Text, ask => ask.ContentType, (ask, type) => ask with { ContentType = type }),
        Ask.Of("metadata", "What a protocol keeps beside the value.", Scalars.Text, ask => ask.Metadata, (ask, metadata) => ask with { Metadata = metadata }),
        Ask.Maybe("ttl", "How long the value lives.", Scalars.Duration, ask => ask.Ttl, (ask, ttl) => ask with { Ttl = ttl }),
        Ask.Of("only_if_absent", "Write only where a read quorum knows nothing live.", Scalars.Flag, ask => ask.OnlyIfAbsent, (ask, only) => ask with { OnlyIfAbsent = only }),
        Ask.Of("modify", "add_to_set: read, merge, add the value as an element, write.", Scalars.Choice(("none", false), ("add_to_set", true)), ask => ask.IsAdd,
            (ask, adds) => ask with { IsAdd = adds }),
        Context(),
    ];

    private static Word<AskDraft> Context() => Ask.Of(
        "context", "none, last_read, or that of a step's answer (w1.context).", Scalars.Text, ask => ask.Context, (ask, context) => ask with { Context = context });

    internal static Word<T>[] OptionWords<T>(Words<T> words, Func<T, RequestOptions> get, Func<T, RequestOptions, T> set) =>
    [
        words.Maybe("r", "Answers that make this read.", Scalars.Whole(1, 100), x => get(x).Read, (x, v) => set(x, get(x) with { Read = v })),
        words.Maybe("w", "Acknowledgements that make this write.", Scalars.Whole(1, 100), x => get(x).Write, (x, v) => set(x, get(x) with { Write = v })),
        words.Maybe("pr", "How many of the R must be primaries.", Scalars.Whole(0, 100), x => get(x).PrimariesRead, (x, v) => set(x, get(x) with { PrimariesRead = v })),
        words.Maybe("pw", "How many of the W must be primaries.", Scalars.Whole(0, 100), x => get(x).PrimariesWrite, (x, v) => set(x, get(x) with { PrimariesWrite = v })),
        words.Maybe("timeout", "How long its coordinator waits.", Scalars.Duration, x => get(x).Timeout, (x, v) => set(x, get(x) with { Timeout = v })),
        words.Maybe("sloppy", "Whether fallbacks take part.", Scalars.Flag, x => get(x).IsSloppy, (x, v) => set(x, get(x) with { IsSloppy = v })),
        words.Of("notfound_ok", "Whether a replica that holds nothing counts towards R.", Scalars.Flag, x => get(x).NotFoundCounts, (x, v) => set(x, get(x) with { NotFoundCounts = v })),
        words.Of("basic_quorum", "Whether a read is over as soon as more than half of N can't count.", Scalars.Flag, x => get(x).IsBasicQuorum,
            (x, v) => set(x, get(x) with { IsBasicQuorum = v })),
    ];

    private static Made<ScriptStep> Make(StepDraft draft)
    {
        if (draft.Verbs != 1)
            return Made<ScriptStep>.Not("a step asks one thing: give 'get', 'put' or 'delete'.");
        if (StartOf(draft) is not { } start)
            return Made<ScriptStep>.Not("a step needs either 'at' with a time or 'after' with a step and its end (w1.ok, w1.fail or w1.done).");

        var ask = draft.Ask!;
        return new ScriptStep(draft.Id, draft.Client, start, AskOf(draft.Verb, ask)) { Via = draft.Via, Options = ask.Options == RequestOptions.None ? null : ask.Options };
    }

    private static ScriptStart? StartOf(StepDraft draft)
    {
        if (draft.At is { } at)
            return draft.After is null && draft.Delay == TimeSpan.Zero ? new ScriptStart.At(Instant.After(at)) : null;

        var dot = draft.After?.LastIndexOf('.') ?? -1;
        if (dot < 1)
            return null;

        StepEnd? end = draft.After![(dot + 1)..] switch { "ok" => StepEnd.Ok, "fail" => StepEnd.Fail, "done" => StepEnd.Done, _ => null };
        return end is { } known ? new ScriptStart.After(draft.After[..dot], known, draft.Delay) : null;
    }

    private static ScriptAsk AskOf(string verb, AskDraft ask) => verb switch
    {
        "get" => new ScriptAsk.Get(ask.Key),
        "delete" => new ScriptAsk.Delete(ask.Key, ContextOf(ask.Context)),
        _ when ask.IsAdd => new ScriptAsk.Add(ask.Key, ask.Value ?? throw new ArgumentException("an add needs 'value': the element.")),
        _ => new ScriptAsk.Put(ask.Key, ContentOf(ask), ask.OnlyIfAbsent ? new ScriptContext.None() : ContextOf(ask.Context), ask.OnlyIfAbsent),
    };

    internal static ScriptContext ContextOf(string text) => text switch
    {
        "none" => new ScriptContext.None(),
        "last_read" => new ScriptContext.LastRead(),
        _ when text.EndsWith(".context", StringComparison.Ordinal) => new ScriptContext.OfStep(text[..^".context".Length]),
        _ => throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"there is no context '{text}': use none, last_read or a step's (w1.context).")),
    };

    private static WriteContent ContentOf(AskDraft ask)
    {
        var content = ContentOf(ask.Value, ask.Base64, ask.ContentType);
        return content with { TimeToLive = ask.Ttl, Metadata = ask.Metadata };
    }

    internal static WriteContent ContentOf(string? value, string? valueBase64, string contentType) => (value, valueBase64) switch
    {
        ({ } text, null) => new WriteContent(WriteContent.Text(text).Value, contentType),
        (null, { } base64) => new WriteContent(BytesOf(base64), contentType),
        _ => throw new ArgumentException("a put needs 'value' or 'value_base64'."),
    };

    private static byte[] BytesOf(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : throw new ArgumentException("'value_base64' is no base64.");
    }

    private sealed record StepDraft
    {
        public string Id { get; init; } = "";

        public string Client { get; init; } = "";

        public TimeSpan? At { get; init; }

        public string? After { get; init; }

        public TimeSpan Delay { get; init; }

        public NodeId? Via { get; init; }

        public int Verbs { get; init; }

        public string Verb { get; init; } = "";

        public AskDraft? Ask { get; init; }
    }

    private sealed record AskDraft
    {
        public Key Key { get; init; }

        public string? Value { get; init; }

        public string? Base64 { get; init; }

        public string ContentType { get; init; } = WriteContent.TextContentType;

        public string Metadata { get; init; } = "";

        public TimeSpan? Ttl { get; init; }

        public bool OnlyIfAbsent { get; init; }

        public bool IsAdd { get; init; }

        public string Context { get; init; } = "last_read";

        public RequestOptions Options { get; init; } = RequestOptions.None;
    }
}
