// A run as it is to be kept.
using DynamoKv.Engine.Archive.Runs;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Scenarios;

namespace DynamoKv.Web.Sessions.Shelf;

/// <summary>A run as it is to be kept; nothing of it changes any more.</summary>
/// <param name="Run">What the archive lists of it.</param>
/// <param name="Scenario">Its scenario with all that people did.</param>
/// <param name="Lines">The lines that are not recorded yet.</param>
internal sealed record RunCapture(StoredRun Run, ScenarioFile Scenario, IReadOnlyList<LogEntry> Lines);

/// <summary>A run that can be kept. Thread-safe.</summary>
internal interface IKeptRun
{
    /// <summary>The run as it is; null: nothing has happened since it was kept last.</summary>
    /// <param name="isLast">It is about to end: judge it, and count its numbers, as far as it has come.</param>
    RunCapture? Capture(bool isLast);

    /// <summary>It was kept.</summary>
    void Kept(StoredRun stored);

    /// <summary>It could not be kept; says why. The run itself goes on.</summary>
    void NotKept(string because);
}
