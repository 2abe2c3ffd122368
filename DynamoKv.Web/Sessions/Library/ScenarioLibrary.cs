// All scenarios that this server has.
namespace DynamoKv.Web.Sessions.Library;

/// <summary>All scenarios that this server has: those that came with it and those that people saved. Thread-safe.</summary>
/// <param name="BuiltIn">Came with the server.</param>
/// <param name="Saved">Saved by people.</param>
public sealed record ScenarioLibrary(BuiltInScenarios BuiltIn, SavedScenarios Saved)
{
    /// <summary>The library of a server.</summary>
    /// <param name="dataFolder">Where the server keeps its data; null: at the usual place.</param>
    public static ScenarioLibrary Of(string? dataFolder) => new(
        new BuiltInScenarios(BuiltInScenarios.StandardRoot), new SavedScenarios(Path.Combine(dataFolder ?? ServerFolder.StandardRoot(), "scenarios")));

    /// <summary>All of them; people's own first.</summary>
    /// <exception cref="IOException">When the folder can't be read.</exception>
    public IReadOnlyList<ScenarioEntry> All() => [.. Saved.All(), .. BuiltIn.All];

    /// <summary>The scenario of an id; null: there is none.</summary>
    public ScenarioEntry? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.StartsWith(ScenarioEntry.MinePrefix, StringComparison.Ordinal)
            ? Saved.Find(id[ScenarioEntry.MinePrefix.Length..])
            : BuiltIn.All.FirstOrDefault(entry => entry.Id == id);
    }
}
