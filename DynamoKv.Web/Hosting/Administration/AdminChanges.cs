// Commands of an administrator that change something.
using System.Globalization;
using System.Text.Json;

namespace DynamoKv.Web.Hosting.Administration;

/// <summary>Commands that plan, carry out, forget and repair.</summary>
internal static class AdminChanges
{
    public static async Task<int> PlanAsync(AdminCall call)
    {
        switch (call.Words)
        {
            case []:
                break;
            case ["join", var id, var address]:
                await call.Client.PostAsync("/api/v1/cluster/join", Joining(call, id, address));
                break;
            case ["leave", var id]:
                await call.Client.PostAsync("/api/v1/cluster/leave", new { node_id = id });
                break;
            default:
                throw new SettingException("Write plan, plan join <id> <address>, or plan leave <id>: see plan --help.");
        }

        return await call.TellAsync(await call.Client.PostAsync("/api/v1/cluster/plan", null), AdminTables.Plan);
    }

    /// <summary>Commit and clear.</summary>
    public static async Task<int> DoAsync(AdminCall call, string what) =>
        await call.TellAsync(await call.Client.PostAsync($"/api/v1/cluster/{what}", null), AdminTables.Message);

    public static async Task<int> RepairAsync(AdminCall call)
    {
        var members = await call.Client.GetAsync("/gossip/members");
        var self = members.GetProperty("current_node").GetString();
        var others = call.Text("with") is { } one ? [one]
            : members.GetProperty("cluster_members").EnumerateObject().Select(member => member.Name).Where(name => name != self).ToList();
        var answers = new List<JsonElement>();
        foreach (var other in others)
        {
            answers.Add(await call.Client.PostAsync($"/api/v1/merkle-tree/sync?via={self}", new { target_node_id = other, dry_run = call.Has("dry-run") }));
        }

        if (call.IsJson)
        {
            await call.Output.WriteLineAsync($"[{string.Join(',', answers.Select(answer => answer.GetRawText()))}]");
        }
        else
        {
            AdminTables.Repairs(answers, call.Output);
        }

        return AdminVerb.Done;
    }

    private static Dictionary<string, object> Joining(AdminCall call, string id, string address)
    {
        var body = new Dictionary<string, object> { ["node_id"] = id, ["address"] = address };
        if (call.Text("tokens") is { } tokens)
        {
            body["tokens"] = int.TryParse(tokens, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new SettingException($"--tokens is '{tokens}': it must be a whole number.");
        }

        if (call.Text("rack") is { } rack)
        {
            body["rack"] = rack;
        }

        return body;
    }
}
