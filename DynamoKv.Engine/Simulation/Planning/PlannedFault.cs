// A fault by plan.
namespace DynamoKv.Engine.Simulation.Planning;

/// <summary>
/// A fault by plan. It begins when its time comes or something happens, and ends after its time. Selectors are resolved when it
/// begins, and the log says whom they meant. What is pointless then is passed over, and the log says why.
/// </summary>
/// <param name="Id">Its name, of 1 to 40 characters; one that comes again and again, or hits several nodes, gets "name#2" or "name/B".</param>
/// <param name="Start">When it begins.</param>
/// <param name="What">What is done.</param>
/// <param name="For">How long it lasts, [start, start + for); null: until the run is calm, or somebody heals it.</param>
public sealed record PlannedFault(string Id, FaultStart Start, PlannedAction What, TimeSpan? For = null)
{
    /// <summary>The longest name.</summary>
    public const int MaxIdLength = 40;

    /// <summary>"{ id: p1, at: 12s, for: 15s, partition: { halves } }".</summary>
    public string ToScenarioLine()
    {
        var lasting = For is { } duration ? $", for: {ScenarioText.Duration(duration)}" : "";
        return $"{{ id: {ScenarioText.Text(Id)}, {Start.Words}{lasting}, {What.Words} }}";
    }
}
