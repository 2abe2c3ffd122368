// The part of the registry that keeps runs and opens stored ones.
using System.Globalization;
using DynamoKv.Engine.Archive.Runs;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;
using DynamoKv.Web.Sessions.Shelf;

namespace DynamoKv.Web.Sessions;

public sealed partial class RunRegistry
{
    private readonly RunShelf? _shelf;
    private readonly ITimer? _keeper;

    /// <inheritdoc/>
    public RunShelf? Shelf => _shelf;

    /// <inheritdoc/>
    public IClusterSession Open(long stored)
    {
        var run = _shelf?.Find(stored) ?? throw new KeyNotFoundException($"There is no stored run {RunShelf.NameOf(stored)}.");
        if (All.FirstOrDefault(session => session.Keeping.StoredAs == stored) is { } open)
        {
            return open;
        }

        var reading = ScenarioReader.Read(_shelf.TextOf(stored)!);
        var file = reading.File ?? throw new RunRecordedException(
            $"The scenario of this run is not understood by this version ({reading.Problems[0]}): it can only be exported, and deleted.");
        try
        {
            return Add(new RunPlan(file, disks => Again(file, run, disks)) { Stored = run });
        }
        catch (RunRecordedException other)
        {
            return AddRecorded(run, file, other.Message);
        }
    }

    /// <inheritdoc/>
    public void Close(string name)
    {
        if (Find(name) is not { } session || name == MainName)
        {
            throw new ArgumentException("The run main is shared by everybody: it can't be closed.");
        }

        (session as IDisposable)?.Dispose();
    }

    /// <inheritdoc/>
    public bool DeleteStored(long stored)
    {
        var isDeleted = _shelf?.Delete(stored) == true;
        foreach (var session in All.Where(session => session.Keeping.StoredAs == stored))
        {
            (session as SimulationSession)?.Forget();
        }

        return isDeleted;
    }

    /// <summary>Keeps all that has changed since the last time. Called by a timer; a test may call it too.</summary>
    internal void KeepAll()
    {
        if (_shelf is null)
        {
            return;
        }

        var all = All;
        foreach (var session in all.OfType<IKeptRun>())
        {
            _shelf.Keep(session, isLast: false);
        }

        _shelf.Tidy(all.Select(session => session.Keeping.StoredAs ?? 0).ToHashSet());
    }

    /// <inheritdoc/>
    void IRunFactory.Keep(SimulationSession session) => _shelf?.Keep(session, isLast: true);

    private SimulationRun Again(ScenarioFile file, StoredRun stored, IStoreFactory disks)
    {
        var run = ScenarioRunner.Begin(file, stored.Seed, disks, Kept);
        run.RunTo(stored.Steps, stored.Now);
        if (run.LogHash() == stored.LogHash)
        {
            return run;
        }

        run.Dispose();
        throw new RunRecordedException(stored.Engine == RunShelf.Engine
            ? "Simulated again, this run takes another course than it did: the engine has changed, or the limits of this server have. "
                + "What was recorded is shown, and nothing can be done to it."
            : $"This run was simulated by engine {stored.Engine}, this server has {RunShelf.Engine}, and with it the run takes another course: "
                + "what was recorded is shown, and nothing can be done to it.");
    }

    private RecordedSession AddRecorded(StoredRun run, ScenarioFile file, string why)
    {
        var log = _shelf!.LogOf(run.Id).ToArray();
        if (log.Length < run.Events)
        {
            why += string.Create(CultureInfo.InvariantCulture, $" Recorded are the first {log.Length:N0} of {run.Events:N0} events.");
        }

        return AddOwn(name => new RecordedSession(name, run, file, log, why, Release, _time));
    }
}
