// From the words after a verb to settings.
namespace DynamoKv.Web.Hosting;

/// <summary>Turns the switches of a verb into settings, and refuses what is none.</summary>
internal static class VerbWords
{
    /// <summary>The settings as --key=value, in order.</summary>
    /// <exception cref="SettingException">When a word is no switch, or its value is missing.</exception>
    public static IReadOnlyList<string> Read(string verb, string[] words, IReadOnlyList<CommandSwitch> switches)
    {
        var settings = new List<string>();
        for (var index = 0; index < words.Length; index++)
        {
            var (name, value) = Split(words[index]);
            var known = switches.FirstOrDefault(one => one.Name == name);
            if (known is null && !IsPlainSetting(name))
            {
                throw new SettingException($"'{verb}' does not know '{words[index]}': see {verb} --help.");
            }

            value ??= known?.Flag ?? (index + 1 < words.Length && !words[index + 1].StartsWith("--", StringComparison.Ordinal)
                ? words[++index]
                : throw new SettingException($"'{verb}' needs a value after {name}: see {verb} --help."));
            settings.Add($"--{known?.Setting ?? name[2..]}={value}");
        }

        return settings;
    }

    private static (string Name, string? Value) Split(string word) =>
        word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (word[..at], word[(at + 1)..]) : (word, null);

    // Any setting of the configuration can be given in full, as for the simulator.
    private static bool IsPlainSetting(string name) =>
        name.StartsWith("--", StringComparison.Ordinal) && (name.Contains(':', StringComparison.Ordinal) || name is "--urls" or "--environment");
}
