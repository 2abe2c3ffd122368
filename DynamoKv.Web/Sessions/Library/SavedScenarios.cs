// The scenarios that people saved on this server.
using DynamoKv.Engine.Scenarios;

namespace DynamoKv.Web.Sessions.Library;

/// <summary>A scenario that can't be saved; the message is one sentence that says why.</summary>
public sealed class ScenarioRefusedException(string message) : Exception(message);

/// <summary>
/// The scenarios that people saved on this server: one file each in a folder. A file is called like its scenario, and that is made
/// of lower-case letters, digits and hyphens: no name leads out of the folder. Thread-safe.
/// </summary>
/// <param name="root">The folder; made when something is saved.</param>
public sealed class SavedScenarios(string root)
{
    /// <summary>The most scenarios that are kept.</summary>
    public const int MaxCount = 500;

    /// <summary>The longest text, in characters.</summary>
    public const int MaxTextLength = 32_000;

    /// <summary>The longest name.</summary>
    public const int MaxNameLength = 80;

    private const string Extension = ".yaml";
    private readonly Lock _gate = new();

    /// <summary>Whether a name may name a scenario.</summary>
    public static bool IsName(string name) => name is { Length: > 0 and <= MaxNameLength }
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    /// <summary>All of them, in the order of their names; files that are none are passed over.</summary>
    /// <exception cref="IOException">When the folder can't be read.</exception>
    public IReadOnlyList<ScenarioEntry> All()
    {
        lock (_gate)
        {
            return [.. Names().Order(StringComparer.Ordinal).Select(Read).OfType<ScenarioEntry>()];
        }
    }

    /// <summary>One of them; null: there is none of this name.</summary>
    public ScenarioEntry? Find(string name)
    {
        lock (_gate)
        {
            return IsName(name) ? Read(name) : null;
        }
    }

    /// <summary>Saves a text under the name that it gives itself.</summary>
    /// <param name="text">The scenario.</param>
    /// <param name="mayReplace">Whether one of the same name may go.</param>
    /// <exception cref="ScenarioRefusedException">When it is invalid, too long, one too many, or another one has its name.</exception>
    /// <exception cref="IOException">When the disk does not take it.</exception>
    public ScenarioEntry Save(string text, bool mayReplace)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxTextLength)
            throw new ScenarioRefusedException($"The text has {text.Length} characters: at most {MaxTextLength} are kept.");

        var reading = ScenarioReader.Read(text);
        if (reading.File is not { } file)
            throw new ScenarioRefusedException($"The scenario is not right yet: {reading.Problems[0]}");

        lock (_gate)
        {
            if (Read(file.Name) is not null && !mayReplace)
                throw new ScenarioRefusedException($"There is a scenario '{file.Name}' already: give this one another name, or replace it.");
            if (Read(file.Name) is null && Names().Count() >= MaxCount)
                throw new ScenarioRefusedException($"The server keeps {MaxCount} scenarios and no more: delete one first.");

            Write(file.Name, text);
        }

        return EntryOf(file.Name, text, reading);
    }

    /// <summary>Deletes one; nothing happens when it is gone already.</summary>
    public void Delete(string name)
    {
        lock (_gate)
        {
            if (IsName(name) && Directory.Exists(root))
                File.Delete(PathOf(name));
        }
    }

    private IEnumerable<string> Names() => Directory.Exists(root)
        ? Directory.EnumerateFiles(root, "*" + Extension).Select(file => Path.GetFileNameWithoutExtension(file)).Where(IsName)
        : [];

    private ScenarioEntry? Read(string name)
    {
        if (new FileInfo(PathOf(name)) is not { Exists: true, Length: <= MaxTextLength * 4 } file)
            return null;

        var text = File.ReadAllText(file.FullName);
        return EntryOf(name, text, ScenarioReader.Read(text));
    }

    // Written beside and moved: who reads meanwhile, or after a power cut, finds the old one or the new one.
    private void Write(string name, string text)
    {
        Directory.CreateDirectory(root);
        var half = PathOf(name) + ".half";
        File.WriteAllText(half, text);
        File.Move(half, PathOf(name), overwrite: true);
    }

    private string PathOf(string name) => Path.Combine(root, name + Extension);

    private static ScenarioEntry EntryOf(string name, string text, ScenarioReading reading) =>
        new(ScenarioEntry.MinePrefix + name, ScenarioOrigin.Mine, "", text, reading);
}
