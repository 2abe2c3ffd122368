// A scenario of the library.
using DynamoKv.Engine.Scenarios;

namespace DynamoKv.Web.Sessions.Library;

/// <summary>Where a scenario of the library comes from.</summary>
public enum ScenarioOrigin
{
    /// <summary>It came with the server.</summary>
    BuiltIn,

    /// <summary>Somebody saved it on this server.</summary>
    Mine,
}

/// <summary>A scenario of the library.</summary>
/// <param name="Id">Names it in addresses: its name; one that was saved here begins with "my.".</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Folder">The folder of the library that it stands in; empty: none.</param>
/// <param name="Text">The file.</param>
/// <param name="Reading">What came of reading it.</param>
public sealed record ScenarioEntry(string Id, ScenarioOrigin Origin, string Folder, string Text, ScenarioReading Reading)
{
    /// <summary>What the id of a saved one begins with. A dot is in no name, so no built-in one begins so.</summary>
    public const string MinePrefix = "my.";

    /// <summary>What it is called.</summary>
    public string Name => Origin == ScenarioOrigin.Mine ? Id[MinePrefix.Length..] : Id;

    /// <summary>Whether it shows a failure that is known by name: it stands in a folder "famous", or its summary says so.</summary>
    public bool IsFamous => Folder.Split('/').Any(part => part.StartsWith("famous", StringComparison.Ordinal))
        || Reading.File?.Summary.Contains("famous failure", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether all words that somebody looks for stand in its name, its summary or its folder.</summary>
    public bool Has(string wanted)
    {
        var said = $"{Name} {Folder} {Reading.File?.Summary}";
        return wanted.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => said.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
