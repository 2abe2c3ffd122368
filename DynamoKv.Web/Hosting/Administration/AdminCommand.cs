// What an administrator can ask for on the command line.
namespace DynamoKv.Web.Hosting.Administration;

/// <summary>A command of an administrator.</summary>
/// <param name="Name">Its word: "status".</param>
/// <param name="Words">What follows, for people: "&lt;key&gt;"; empty: nothing does.</param>
/// <param name="MaxWords">How many words may follow.</param>
/// <param name="Help">What it does.</param>
/// <param name="RunAsync">Does it; gives the exit code.</param>
internal sealed record AdminCommand(string Name, string Words, int MaxWords, string Help, Func<AdminCall, Task<int>> RunAsync)
{
    /// <summary>How many words have to follow.</summary>
    public int MinWords { get; init; }

    /// <summary>Switches beside those that all have.</summary>
    public IReadOnlyList<CommandSwitch> Switches { get; init; } = [];

    /// <summary>Its own switches, and those of all.</summary>
    public IReadOnlyList<CommandSwitch> AllSwitches => [.. Switches, .. AdminCommands.OfAll];
}
