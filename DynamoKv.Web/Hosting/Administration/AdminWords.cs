// From the words after a command of an administrator to its parts.
namespace DynamoKv.Web.Hosting.Administration;

/// <summary>Takes the words after a command apart, and refuses what is none.</summary>
internal static class AdminWords
{
    /// <summary>The words that stand by themselves, and the switches by name.</summary>
    /// <exception cref="SettingException">When a word is wrong, missing or too many.</exception>
    public static (IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Switches) Read(AdminCommand command, string[] words)
    {
        var known = command.AllSwitches;
        var (alone, rest) = (new List<string>(), new List<string>());
        for (var index = 0; index < words.Length; index++)
        {
            var isSwitch = words[index].StartsWith("--", StringComparison.Ordinal);
            if (isSwitch && known.All(one => one.Name != words[index].Split('=')[0]))
            {
                throw new SettingException($"'{command.Name}' does not know '{words[index].Split('=')[0]}': see {command.Name} --help.");
            }

            (isSwitch ? rest : alone).Add(words[index]);
            if (isSwitch && index + 1 < words.Length && known.Any(one => one.Name == words[index] && one.Flag is null))
            {
                rest.Add(words[++index]);
            }
        }

        if (alone.Count < command.MinWords || alone.Count > command.MaxWords)
        {
            throw new SettingException($"Write {command.Name} {command.Words}".TrimEnd() + $": see {command.Name} --help.");
        }

        var switches = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in VerbWords.Read(command.Name, [.. rest], known))
        {
            var at = setting.IndexOf('=', StringComparison.Ordinal);
            switches[setting[2..at]] = setting[(at + 1)..];
        }

        return (alone, switches);
    }
}
