// Requests that people made, in the scenario language.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Scenarios.Grammar;

/// <summary>Requests that people made, in the scenario language: their contexts stand there as they were sent.</summary>
internal static class HandRequestWords
{
    private static readonly Words<Draft> Of = new(new Draft());

    public static ImmutableArray<(string Name, string Summary, Shape<ScenarioAction> Shape)> All { get; } =
    [
        Verb("get", "Reads a key.", [], draft => new ClientRequest.Get(default, draft.Key, draft.Options)),
        Verb("put", "Writes a key.", [.. Content, Context],
            draft => new ClientRequest.Put(default, draft.Key, draft.Options, ContentOf(draft), ContextOf(draft), draft.OnlyIfAbsent)),
        Verb("delete", "Deletes a key.", [Context], draft => new ClientRequest.Delete(default, draft.Key, draft.Options, ContextOf(draft))),
    ];

    private static Word<Draft>[] Content =>
    [
        Of.Of<string>("value", "The value.", Scalars.Text, draft => draft.Value!, (draft, value) => draft with { Value = value }),
        Of.Of<string>("value_base64", "The value's bytes in base64, in place of 'value'.", Scalars.Text, draft => draft.Base64!, (draft, value) => draft with { Base64 = value }),
        Of.Of("content_type", "What the bytes are.", Scalars.Text, draft => draft.ContentType, (draft, type) => draft with { ContentType = type }),
        Of.Of("metadata", "What a protocol keeps beside the value.", Scalars.Text, draft => draft.Metadata, (draft, metadata) => draft with { Metadata = metadata }),
        Of.Maybe("ttl", "How long the value lives.", Scalars.Duration, draft => draft.Ttl, (draft, ttl) => draft with { Ttl = ttl }),
        Of.Of("only_if_absent", "Write only where a read quorum knows nothing live.", Scalars.Flag, draft => draft.OnlyIfAbsent,
            (draft, only) => draft with { OnlyIfAbsent = only }),
    ];

    private static Word<Draft> Context => Of.Of<string>(
        "context", "The opaque text that came with a read; none: a blind write.", Scalars.Text, draft => draft.Context!, (draft, context) => draft with { Context = context });

    private static (string Name, string Summary, Shape<ScenarioAction> Shape) Verb(string name, string summary, Word<Draft>[] more, Func<Draft, ClientRequest> make)
    {
        var map = new MapShape<Draft>(
            $"by_hand.{name}", summary, Of.Empty,
            [
                Of.Of("key", "Which key.", Names.Key, draft => draft.Key, (draft, key) => draft with { Key = key }, isRequired: true), .. more,
                new Word<Draft, NodeId?>("via", "The node at which it enters.", new MaybeShape<NodeId>(Names.Node), draft => draft.Via, (draft, via) => draft with { Via = via }, Of.Empty)
                {
                    IsRequired = true,
                },
                Of.Of<string>("client", "Who asks; then the log says when the answer came.", Scalars.Text, draft => draft.Client!, (draft, client) => draft with { Client = client }),
                .. ScriptWords.OptionWords(Of, draft => draft.Options, (draft, options) => draft with { Options = options }),
            ]);
        return (name, summary, new MadeShape<Draft, ScenarioAction>(map, draft => new RequestAction(draft.Via!.Value, Entering(make(draft), draft.Via.Value), draft.Client), _ => ""));
    }

    private static ClientRequest Entering(ClientRequest request, NodeId via) => request with { Operation = new OperationId(via, 0) };

    private static WriteContent ContentOf(Draft draft) => ScriptWords.ContentOf(draft.Value, draft.Base64, draft.ContentType) with { TimeToLive = draft.Ttl, Metadata = draft.Metadata };

    private static CausalContext? ContextOf(Draft draft) => draft.Context is null ? null
        : CausalContext.TryDecode(draft.Context, out var context, out var problem) ? context
        : throw new ArgumentException(problem);

    private sealed record Draft
    {
        public Key Key { get; init; }

        public NodeId? Via { get; init; }

        public string? Client { get; init; }

        public string? Value { get; init; }

        public string? Base64 { get; init; }

        public string ContentType { get; init; } = WriteContent.TextContentType;

        public string Metadata { get; init; } = "";

        public TimeSpan? Ttl { get; init; }

        public bool OnlyIfAbsent { get; init; }

        public string? Context { get; init; }

        public RequestOptions Options { get; init; } = RequestOptions.None;
    }
}
