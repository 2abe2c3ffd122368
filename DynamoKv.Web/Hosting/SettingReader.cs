// Reads settings one by one and remembers which exist, so that a misspelt one is found.
using System.Globalization;

namespace DynamoKv.Web.Hosting;

/// <summary>A setting that is wrong; the message is one sentence that names it and says what is allowed.</summary>
public sealed class SettingException(string message) : Exception(message);

/// <summary>Reads the values below one section. Every value has a default; a present value must be right.</summary>
public sealed class SettingReader(IConfiguration configuration, string section)
{
    private const int ShortestSecret = 16;

    private readonly SortedSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>.</summary>
    /// <exception cref="SettingException">When it is no such number.</exception>
    public long Whole(string name, long standard, long low, long high)
    {
        if (Text(name) is not { } text)
        {
            return standard;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high
            ? value
            : throw Wrong(name, text, string.Create(CultureInfo.InvariantCulture, $"a whole number from {low} to {high}"));
    }

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, with a point for the decimals.</summary>
    /// <exception cref="SettingException">When it is no such number.</exception>
    public double Number(string name, double standard, double low, double high)
    {
        if (Text(name) is not { } text)
        {
            return standard;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high
            ? value
            : throw Wrong(name, text, string.Create(CultureInfo.InvariantCulture, $"a number from {low} to {high}"));
    }

    /// <summary>One of a few words; the first is the default. Upper and lower case are the same.</summary>
    /// <exception cref="SettingException">When it is none of them.</exception>
    public string Choice(string name, params string[] choices)
    {
        var text = Text(name) ?? choices[0];
        return Array.Find(choices, choice => string.Equals(choice, text, StringComparison.OrdinalIgnoreCase))
            ?? throw Wrong(name, text, "one of: " + string.Join(", ", choices));
    }

    /// <summary>Yes or no, as "true" or "false".</summary>
    /// <exception cref="SettingException">When it is neither.</exception>
    public bool Flag(string name, bool standard) =>
        Choice(name, standard ? ["true", "false"] : ["false", "true"]) == "true";

    /// <summary>Texts with commas between them; none when it is absent.</summary>
    public IReadOnlyList<string> List(string name) =>
        Text(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>A text that is never shown, of at least 16 characters; null when it is absent.</summary>
    /// <exception cref="SettingException">When it is too short; does not show it.</exception>
    public string? Secret(string name) => Text(name) is not { } text ? null
        : text.Length >= ShortestSecret ? text
        : throw new SettingException($"The setting {Path(name)} is too short: it must have at least {ShortestSecret} characters.");

    /// <summary>Any text; null when it is absent or empty.</summary>
    public string? Text(string name)
    {
        _known.Add(Path(name));
        return configuration[Path(name)] is { Length: > 0 } text ? text.Trim() : null;
    }

    /// <summary>Call last: refuses what was never asked for.</summary>
    /// <exception cref="SettingException">When the section holds a setting that does not exist.</exception>
    public void RefuseUnknown()
    {
        foreach (var (path, value) in configuration.GetSection(section).AsEnumerable())
        {
            if (value is not null && !_known.Contains(path) && !IsAbove(path, value))
            {
                throw new SettingException($"The setting {path} does not exist; the settings are: {string.Join(", ", _known)}.");
            }
        }
    }

    /// <summary>Some configuration sources give the sections above a setting an empty value of their own.</summary>
    private bool IsAbove(string path, string value) =>
        value.Length == 0 && _known.Any(known => known.StartsWith(path + ":", StringComparison.OrdinalIgnoreCase));

    private string Path(string name) => $"{section}:{name}";

    /// <summary>What to throw for a wrong value.</summary>
    public SettingException Wrong(string name, string text, string allowed) =>
        new($"The setting {Path(name)} is '{text}': it must be {allowed}.");
}
