// A script of client requests, for whichever cluster.
using System.Text;
using System.Text.Json;
using DynamoKv.Tests.Api;

namespace DynamoKv.Tests.Processes;

/// <summary>A cluster that can be asked; its nodes are numbered.</summary>
internal interface IScriptedCluster
{
    Task<Reply> AskAsync(int node, HttpMethod method, string path, HttpContent? content, (string Name, string Value)[] headers);
}

/// <summary>One request.</summary>
/// <param name="Name">What later steps call its context by.</param>
/// <param name="Request">Method and path below the API's root, such as "GET /data/cart".</param>
/// <param name="Body">JSON; "{ctx:name}" stands for the context that the named step was answered. Null: none.</param>
internal sealed record ScriptStep(string Name, string Request, string? Body = null)
{
    /// <summary>At which node it enters.</summary>
    public int Node { get; init; }

    /// <summary>How often it is sent; only the last answer counts.</summary>
    public int Times { get; init; } = 1;

    /// <summary>A header as "name: value", with contexts as in the body; null: none.</summary>
    public string? Header { get; init; }

    /// <summary>Another content type than JSON.</summary>
    public string MediaType { get; init; } = "application/json";
}

/// <summary>Sends the steps one by one and writes down what a client can tell of each answer.</summary>
internal sealed class RequestScript(IReadOnlyList<ScriptStep> steps)
{
    public async Task<IReadOnlyList<string>> RunAsync(IScriptedCluster cluster)
    {
        var contexts = new Dictionary<string, string>(StringComparer.Ordinal);
        var outcomes = new List<string>();
        foreach (var step in steps)
        {
            Reply? reply = null;
            for (var time = 0; time < step.Times; time++)
                reply = await SendAsync(cluster, step, contexts);

            if (reply!.Headers.TryGetValue("X-Dynamo-Context", out var context))
                contexts[step.Name] = context;

            outcomes.Add($"{step.Name}: {Outcome(reply)}");
        }

        return outcomes;
    }

    private static async Task<Reply> SendAsync(IScriptedCluster cluster, ScriptStep step, Dictionary<string, string> contexts)
    {
        var (method, path) = step.Request.Split(' ', 2) is [var first, var second] ? (first, second) : throw new ArgumentException(step.Request);
        using var content = step.Body is null ? null : new StringContent(Fill(step.Body, contexts), Encoding.UTF8, step.MediaType);
        return await cluster.AskAsync(
            step.Node, new HttpMethod(method), path, content,
            step.Header?.Split(": ", 2) is [var name, var value] ? [(name, Fill(value, contexts))] : []);
    }

    private static string Fill(string text, Dictionary<string, string> contexts) =>
        contexts.Aggregate(text, (filled, context) => filled.Replace($"{{ctx:{context.Key}}}", context.Value, StringComparison.Ordinal));

    private static string Outcome(Reply reply)
    {
        if (reply.MediaType == "application/x-ndjson")
            return $"{reply.Status} " + string.Join(", ", reply.Text.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("status")));
        if (reply.Body.Length == 0 || reply.MediaType is not { } type || !type.EndsWith("json", StringComparison.Ordinal))
            return $"{reply.Status} {reply.MediaType} {reply.Text}".TrimEnd();

        var words = new[] { "error", "value", "encoding", "conflict", "message" }
            .Where(name => reply.Json.TryGetProperty(name, out _)).Select(name => $"{name}={reply[name]}");
        var siblings = reply.Json.TryGetProperty("siblings", out var all)
            ? "siblings=" + string.Join(',', all.EnumerateArray().Select(Sibling).Order(StringComparer.Ordinal)) : "";
        return string.Join(' ', (string[])[$"{reply.Status}", .. words, siblings]).TrimEnd();
    }

    private static string Sibling(JsonElement sibling) =>
        $"{sibling.GetProperty("value")}/{sibling.GetProperty("content_type")}/{sibling.GetProperty("deleted")}";
}
