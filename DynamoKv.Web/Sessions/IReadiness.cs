// Whether this server can serve now.
namespace DynamoKv.Web.Sessions;

/// <summary>Whether this server can serve now. Thread-safe.</summary>
public interface IReadiness
{
    /// <summary>Why it can't, one sentence for people; null: it can.</summary>
    string? Problem { get; }
}

/// <summary>A simulating server serves until its main run has stopped for good.</summary>
internal sealed class RunReadiness(IRunRegistry runs) : IReadiness
{
    public string? Problem => runs.Main.Current.Playback.StoppedBecause;
}
