// What a session needs from the registry that made it.
namespace DynamoKv.Web.Sessions;

/// <summary>Makes room for another run. Thread-safe.</summary>
internal interface IRunFactory
{
    /// <summary>Adds a run.</summary>
    /// <exception cref="RunLimitException">When the server holds its most runs already.</exception>
    IClusterSession Add(RunPlan plan);

    /// <summary>A run has ended: its name and its disks are free.</summary>
    void Release(string name);

    /// <summary>A run is about to end: keeps it.</summary>
    void Keep(SimulationSession session);

    /// <summary>Where a run keeps its databases; null: in memory.</summary>
    string? FolderOf(string name);
}
