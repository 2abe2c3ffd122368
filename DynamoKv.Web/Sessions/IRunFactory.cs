// What a session needs from the registry that made it.
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Web.Sessions;

/// <summary>Makes room for another run. Thread-safe.</summary>
internal interface IRunFactory
{
    /// <summary>Adds a run that is made on fresh disks.</summary>
    /// <exception cref="RunLimitException">When the server holds its most runs already.</exception>
    IClusterSession Add(Func<IStoreFactory, SimulationRun> make);

    /// <summary>A run has ended: its name and its disks are free.</summary>
    void Release(string name);

    /// <summary>Where a run keeps its databases; null: in memory.</summary>
    string? FolderOf(string name);
}
