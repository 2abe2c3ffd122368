// Which named clients make sense.
using System.Collections.Immutable;
using DynamoKv.Engine.Simulation.Clients;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>Finds what is wrong with named clients before a run begins. Null: nothing; else one sentence that names the place.</summary>
internal static class ClientRules
{
    private const int MaxSteps = 100_000;
    private const int MaxNameLength = 63;
    private const int MaxValueBytes = 1_000_000;
    private const double MaxZipf = 10;

    /// <summary>What is wrong.</summary>
    public static string? Problem(ClientOptions clients, NodeTable nodes) =>
        (clients.MaxWaiting < 1 ? "max_waiting is below 1: give at least 1." : null)
        ?? (clients.Retry is { } retry ? RetryProblem(retry) : null)
        ?? (clients.Load is { } load ? LoadProblem(load) : null)
        ?? ScriptProblem(clients.Script, nodes);

    private static string? RetryProblem(ClientRetry retry) =>
        retry.Max < 0 ? $"retry.max is {retry.Max}: give 0 or more."
        : retry.Timeout <= TimeSpan.Zero ? "retry.timeout is not above zero: say how long a client waits."
        : null;

    private static string? LoadProblem(ClientLoad load)
    {
        if (load.Clients is < 1 or > ClientLoad.MaxClients)
            return $"load.clients is {load.Clients}: give 1 to {ClientLoad.MaxClients:N0}.";
        if (load.Stop is { } stop && stop <= load.Start)
            return "load.stop does not lie after load.start.";
        if (load.ValueBytes is < 0 or > MaxValueBytes)
            return $"load.value_bytes is {load.ValueBytes}: give 0 to {MaxValueBytes:N0}.";
        if (!Enum.IsDefined(load.Puts))
            return $"load.put: there is no '{load.Puts}'.";

        return PaceProblem(load.Pace)
            ?? KeyProblem(load.Keys)
            ?? ActionRules.ShareProblem(load.GetShare, "share of gets")
            ?? ActionRules.ShareProblem(load.DeleteShare, "share of deletes")
            ?? ActionRules.ShareProblem(load.GetShare + load.DeleteShare, "share of gets and deletes together");
    }

    private static string? PaceProblem(ClientPace pace) => pace switch
    {
        ClientPace.Open open when open.PerSecond is > 0 and <= ClientPace.MaxRate => null,
        ClientPace.Open open => $"load.rate is {ScenarioText.Number(open.PerSecond)}: "
            + $"give a number above 0 and at most {ClientPace.MaxRate} operations a second.",
        ClientPace.Closed { Think: null } => "load.think is missing: name a distribution.",
        ClientPace.Closed => null,
        _ => "load.rate is missing: say open or closed.",
    };

    private static string? KeyProblem(KeyChoice keys) =>
        keys is null || keys.Keys.IsDefaultOrEmpty ? "load.keys is empty: name at least one key."
        : keys.Keys.Length > KeyChoice.MaxKeys ? $"load.keys has {keys.Keys.Length:N0} keys: give at most {KeyChoice.MaxKeys:N0}."
        : keys.Zipf is >= 0 and <= MaxZipf ? null
        : $"load.keys: the exponent of Zipf's law is {ScenarioText.Number(keys.Zipf)}: give 0 to {MaxZipf}.";

    private static string? ScriptProblem(ImmutableArray<ScriptStep> script, NodeTable nodes)
    {
        if (script.Length > MaxSteps)
            return $"script has {script.Length:N0} steps: give at most {MaxSteps:N0}.";

        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in script)
        {
            if (!IsName(step.Id) || !IsName(step.Client))
                return $"script: the step '{step.Id}' of the client '{step.Client}' needs an id and a client of 1 to {MaxNameLength} characters.";
            if (!known.Add(step.Id))
                return $"script: two steps are called '{step.Id}': an id stands for one step.";
        }

        return script.Select(step => StepProblem(step, known, nodes) is { } problem ? $"script: step {step.Id}: {problem}" : null)
            .FirstOrDefault(problem => problem is not null);
    }

    private static string? StepProblem(ScriptStep step, HashSet<string> known, NodeTable nodes) =>
        (step.Via is { } via && !nodes.Contains(via) ? $"there is no node '{via.Value}' in this cluster: it has {nodes}." : null)
        ?? StartProblem(step, known)
        ?? (ContextOf(step.Ask) is ScriptContext.OfStep of && !known.Contains(of.Step) ? $"there is no step '{of.Step}' whose context it could take." : null)
        ?? (step.Ask is ScriptAsk.Add add && (add.Element.Length == 0 || add.Element.Any(char.IsWhiteSpace))
            ? "an element of a set is a word without spaces."
            : null);

    private static string? StartProblem(ScriptStep step, HashSet<string> known) => step.Start switch
    {
        ScriptStart.At at when at.Time.Microseconds < 0 => "it lies before the run begins.",
        ScriptStart.After after when after.Step == step.Id => "it waits for itself.",
        ScriptStart.After after when !known.Contains(after.Step) => $"there is no step '{after.Step}' for which it could wait.",
        ScriptStart.After after when after.Delay < TimeSpan.Zero => "its delay is negative.",
        ScriptStart.At or ScriptStart.After => null,
        _ => "nobody says when it is taken.",
    };

    private static ScriptContext? ContextOf(ScriptAsk ask) => ask switch
    {
        ScriptAsk.Put put => put.Context,
        ScriptAsk.Delete delete => delete.Context,
        _ => null,
    };

    private static bool IsName(string name) => !string.IsNullOrWhiteSpace(name) && name.Length <= MaxNameLength;
}
