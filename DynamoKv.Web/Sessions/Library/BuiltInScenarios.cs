// The scenarios that came with the server.
using DynamoKv.Engine.Scenarios;

namespace DynamoKv.Web.Sessions.Library;

/// <summary>The scenarios that came with the server: files of a folder beside the program. They are read once.</summary>
/// <param name="root">The folder; one that is not there holds none.</param>
public sealed class BuiltInScenarios(string root)
{
    private readonly Lazy<IReadOnlyList<ScenarioEntry>> _all = new(() => Load(root));

    /// <summary>The folder beside the program.</summary>
    public static string StandardRoot => Path.Combine(AppContext.BaseDirectory, "scenarios");

    /// <summary>All of them, in the order of their names.</summary>
    public IReadOnlyList<ScenarioEntry> All => _all.Value;

    private static IReadOnlyList<ScenarioEntry> Load(string root) => !Directory.Exists(root) ? [] :
    [
        .. Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories).Select(file => Read(root, file)).OrderBy(entry => entry.Id, StringComparer.Ordinal),
    ];

    private static ScenarioEntry Read(string root, string file)
    {
        var text = File.ReadAllText(file);
        var folder = Path.GetRelativePath(root, Path.GetDirectoryName(file)!).Replace('\\', '/');
        return new ScenarioEntry(Path.GetFileNameWithoutExtension(file), ScenarioOrigin.BuiltIn, folder == "." ? "" : folder, text, ScenarioReader.Read(text));
    }
}
