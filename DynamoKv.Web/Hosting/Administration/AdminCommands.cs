// The commands of an administrator.
namespace DynamoKv.Web.Hosting.Administration;

/// <summary>The commands of an administrator.</summary>
internal static class AdminCommands
{
    private static readonly CommandSwitch Out = new("--out", "out", "the file to write; it appears when it is whole");
    private static readonly CommandSwitch In = new("--file", "file", "the file to read");

    /// <summary>Switches that every command has.</summary>
    public static IReadOnlyList<CommandSwitch> OfAll { get; } =
    [
        new("--url", "url", $"the server; {AdminClient.StandardUrl} if nothing is said"),
        new("--token-file", "token-file", $"a file with the token; without it {AdminClient.TokenVariable} in the environment is the token"),
        new("--json", "json", "the server's own answer instead of a table", "true"),
    ];

    /// <summary>Those of "admin".</summary>
    public static IReadOnlyList<AdminCommand> All { get; } =
    [
        new("status", "", 0, "how the node and its cluster are", call => call.ShowAsync("/api/v1/status", AdminTables.Status)),
        new("members", "", 0, "who is a member, as the node sees them", call => call.ShowAsync("/gossip/members", AdminTables.Members)),
        new("ring", "", 0, "the nodes and their shares of the ring", call => call.ShowAsync("/api/v1/ring", AdminTables.Ring)),
        new("where", "<key>", 1, "which nodes hold a key", call => call.ShowAsync($"/api/v1/keys/{Uri.EscapeDataString(call.Words[0])}/preference-list", AdminTables.Where)) { MinWords = 1 },
        new("hints", "", 0, "what nodes keep for others", call => call.ShowAsync("/api/v1/hints", AdminTables.Hints)),
        new("transfers", "", 0, "key ranges on their way", call => call.ShowAsync("/api/v1/cluster", AdminTables.Transfers)),
        new("plan", "[join <id> <address> | leave <id>]", 3, "shows what is planned; with join or leave plans it first", AdminChanges.PlanAsync)
        {
            Switches = [new("--tokens", "tokens", "the weight of a node that joins"), new("--rack", "rack", "what fails together with it")],
        },
        new("commit", "", 0, "carries the plan out", call => AdminChanges.DoAsync(call, "commit")),
        new("clear", "", 0, "forgets the plan", call => AdminChanges.DoAsync(call, "clear")),
        new("repair", "", 0, "compares the node with each other member and evens them out", AdminChanges.RepairAsync)
        {
            Switches = [new("--dry-run", "dry-run", "compare only, change nothing", "true"), new("--with", "with", "this member only")],
        },
        Backup,
        Restore,
    ];

    /// <summary>Whether a server can serve: for scripts, and for containers that have no other client.</summary>
    public static AdminCommand Health { get; } = new("health", "", 0, "whether the server can serve: exit code 0 or not", call => call.ShowAsync(
        call.Has("live") ? "/health/live" : "/health/ready", AdminTables.Health))
    {
        Switches = [new("--live", "live", "whether it is alive at all", "true")],
    };

    /// <summary>Also a command of its own.</summary>
    public static AdminCommand Backup => new("backup", "", 0, "writes what the node's disk holds into a file, and checks it", BackupFiles.BackupAsync)
    {
        Switches = [Out, new("--export", "export", "the live data of the whole cluster instead, without versions", "true")],
    };

    /// <summary>Also a command of its own.</summary>
    public static AdminCommand Restore => new("restore", "", 0, "merges a backup into a stopped node's disk (--id, --data), or puts an export into a cluster (--url)", BackupFiles.RestoreAsync)
    {
        Switches = [In, new("--id", "id", "the stopped node"), new("--data", "data", "its data folder: the database is <folder>/<id>/replica.db")],
    };
}
