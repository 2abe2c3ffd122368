// The commands "admin", "backup", "restore" and "health": from words to an exit code.
using System.Text;
using DynamoKv.Engine.Storage;
using DynamoKv.Engine.Storage.Backup;

namespace DynamoKv.Web.Hosting.Administration;

/// <summary>Commands of an administrator, for scripts: 0 done, 1 refused, 2 wrong words, 3 nobody there.</summary>
internal static class AdminVerb
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int Unreachable = 3;

    /// <summary>The verbs that come here.</summary>
    public static bool Knows(string verb) => verb is "admin" or "backup" or "restore" or "health";

    /// <summary>Runs a command.</summary>
    /// <param name="words">The verb and all that follows it.</param>
    /// <param name="environment">What the environment says under a name.</param>
    /// <param name="output">Takes what was asked for.</param>
    /// <param name="errors">Takes the sentence of a failure.</param>
    /// <exception cref="SettingException">When a word is wrong.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, Func<string, string?> environment, TextWriter output, TextWriter errors)
    {
        var (command, rest) = Find(words);
        if (command is null || rest.Any(word => word is "--help" or "-h" or "-?"))
        {
            await output.WriteLineAsync(command is null ? Overview() : HelpOf(command));
            return Done;
        }

        var (following, switches) = AdminWords.Read(command, rest);
        using var client = new AdminClient(switches.GetValueOrDefault("url"), Token(switches, environment));
        try
        {
            return await command.RunAsync(new AdminCall(client, following, switches, output));
        }
        catch (Exception failed) when (failed is ServerRefusedException or BackupRefusedException or StoreRefusedException or StoreFailedException or StoreFullException or IOException
            or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(failed.Message);
            return Refused;
        }
        catch (ServerUnreachableException silent)
        {
            await errors.WriteLineAsync(silent.Message);
            return Unreachable;
        }
    }

    private static (AdminCommand? Command, string[] Following) Find(IReadOnlyList<string> words)
    {
        if (words[0] != "admin")
        {
            return (words[0] switch { "backup" => AdminCommands.Backup, "restore" => AdminCommands.Restore, _ => AdminCommands.Health }, [.. words.Skip(1)]);
        }

        if (words.Count == 1 || words[1] is "--help" or "-h" or "-?" or "help")
        {
            return (null, []);
        }

        return (AdminCommands.All.FirstOrDefault(command => command.Name == words[1])
            ?? throw new SettingException($"There is no command 'admin {words[1]}': the commands are {string.Join(", ", AdminCommands.All.Select(command => command.Name))}."),
            [.. words.Skip(2)]);
    }

    // Never a word of the command line: everybody on the machine could read it there.
    private static string? Token(IReadOnlyDictionary<string, string> switches, Func<string, string?> environment)
    {
        if (!switches.TryGetValue("token-file", out var file))
        {
            return environment(AdminClient.TokenVariable);
        }

        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"--token-file can't be read: {unreadable.Message}");
        }
    }

    private static string Overview()
    {
        var text = new StringBuilder("admin: asks a running server, or tells it what to do, through its API. Each has --help.\n");
        foreach (var command in AdminCommands.All)
        {
            text.Append("\n  ").Append($"{command.Name} {command.Words}".PadRight(44)).Append(command.Help);
        }

        return Append(text.Append('\n'), AdminCommands.OfAll).Append("\n\nExit codes: 0 done, 1 refused (the reason is on stderr), 2 wrong words, 3 the server can't be reached.").ToString();
    }

    private static string HelpOf(AdminCommand command) =>
        Append(new StringBuilder($"{command.Name} {command.Words}".TrimEnd()).Append(": ").Append(command.Help).Append(".\n"), command.AllSwitches).ToString();

    private static StringBuilder Append(StringBuilder text, IReadOnlyList<CommandSwitch> switches)
    {
        foreach (var one in switches)
        {
            text.Append("\n  ").Append((one.Name + (one.Flag is null ? " <value>" : "")).PadRight(22)).Append(one.Help);
        }

        return text;
    }
}
