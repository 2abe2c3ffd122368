// An experiment as the archive has it.
namespace DynamoKv.Engine.Archive.Experiments;

/// <summary>What an experiment is made of.</summary>
public enum ExperimentKind
{
    /// <summary>A published result; the definition is its size.</summary>
    Published,

    /// <summary>A scenario; the definition is the file.</summary>
    Scenario,
}

/// <summary>How an experiment stands.</summary>
public enum ExperimentState
{
    /// <summary>It waits for its turn.</summary>
    Waiting,

    /// <summary>It is being run.</summary>
    Running,

    /// <summary>All its parts are done.</summary>
    Done,

    /// <summary>Somebody ended it before that.</summary>
    Cancelled,

    /// <summary>It could not go on.</summary>
    Failed,
}

/// <summary>An experiment as the archive has it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="Definition">The size, or the scenario as text.</param>
/// <param name="State">How it stands.</param>
/// <param name="Parts">How many parts it has.</param>
/// <param name="Done">How many of them are done.</param>
/// <param name="BegunAt">When it was started, in ms since 1970.</param>
/// <param name="EndedAt">When it ended; null: it has not.</param>
/// <param name="Message">Why it failed; null: it did not.</param>
public sealed record StoredExperiment(
    long Id, string Name, ExperimentKind Kind, string Definition, ExperimentState State, int Parts, int Done, long BegunAt, long? EndedAt, string? Message)
{
    /// <summary>Whether it has ended, in one way or another.</summary>
    public bool IsOver => State is ExperimentState.Done or ExperimentState.Cancelled or ExperimentState.Failed;
}
