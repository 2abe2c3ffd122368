// A client's request, by plan or by hand.
using System.Text;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation;

/// <summary>A client's request enters at a node.</summary>
/// <param name="Via">The node, which is up; the request's operation is named after it.</param>
/// <param name="Request">What is asked.</param>
/// <param name="Client">Who asks; then the log says when the answer reached them. Null: it says nothing of clients.</param>
public sealed record RequestAction(NodeId Via, ClientRequest Request, string? Client = null) : ScenarioAction
{
    /// <inheritdoc/>
    public override string ToScenarioLine()
    {
        var key = $"key: {ScenarioText.Text(Request.Key.Text)}";
        var via = $"via: {ScenarioText.Text(Via.Value)}";
        string[] who = Client is null ? [] : [$"client: {ScenarioText.Text(Client)}"];
        List<string> words = [key, .. RequestWords(), via, .. who, .. OptionWords(Request.Options)];
        return $"{Verb}: {{ {string.Join(", ", words)} }}";
    }

    private string Verb => Request.Kind switch
    {
        OperationKind.Get => "get",
        OperationKind.Put => "put",
        OperationKind.Delete => "delete",
        _ => throw new InvalidOperationException($"There is no word for the operation '{Request.Kind}'."),
    };

    private IEnumerable<string> RequestWords() => Request switch
    {
        ClientRequest.Put { OnlyIfAbsent: true } put => [.. ContentWords(put.Content), "only_if_absent: true"],
        ClientRequest.Put put => [.. ContentWords(put.Content), .. ContextWords(put.Context)],
        ClientRequest.Delete delete => ContextWords(delete.Context),
        _ => [],
    };

    internal static IEnumerable<string> ContentWords(WriteContent content)
    {
        yield return TryReadText(content.Value.Span, out var text)
            ? $"value: {ScenarioText.Text(text)}"
            : $"value_base64: {Convert.ToBase64String(content.Value.Span)}";
        if (content.ContentType != WriteContent.TextContentType)
            yield return $"content_type: {ScenarioText.Text(content.ContentType)}";
        if (content.Metadata.Length > 0)
            yield return $"metadata: {ScenarioText.Text(content.Metadata)}";
        if (content.TimeToLive is { } life)
            yield return $"ttl: {ScenarioText.Duration(life)}";
    }

    private static IEnumerable<string> ContextWords(CausalContext? context)
    {
        if (context is not null)
            yield return $"context: {ScenarioText.Text(context.Encode())}";
    }

    internal static IEnumerable<string> OptionWords(RequestOptions options)
    {
        if (options.Read is { } read)
            yield return $"r: {ScenarioText.Number(read)}";
        if (options.Write is { } write)
            yield return $"w: {ScenarioText.Number(write)}";
        if (options.PrimariesRead is { } primariesRead)
            yield return $"pr: {ScenarioText.Number(primariesRead)}";
        if (options.PrimariesWrite is { } primariesWrite)
            yield return $"pw: {ScenarioText.Number(primariesWrite)}";
        if (options.Timeout is { } timeout)
            yield return $"timeout: {ScenarioText.Duration(timeout)}";
        if (options.IsSloppy is { } isSloppy)
            yield return isSloppy ? "sloppy: true" : "sloppy: false";
        if (!options.NotFoundCounts)
            yield return "notfound_ok: false";
        if (options.IsBasicQuorum)
            yield return "basic_quorum: true";
    }

    private static bool TryReadText(ReadOnlySpan<byte> bytes, out string text)
    {
        try
        {
            text = StrictUtf8.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = "";
            return false;
        }
    }

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
