// How fast something goes on, and how long it still takes.
namespace DynamoKv.Web.Sessions.Experiments;

/// <summary>How far something has come. A part that was done before counts as done, but not for the rate.</summary>
/// <param name="Done">Parts that are done.</param>
/// <param name="Parts">Parts in all.</param>
/// <param name="DoneNow">Parts that were done since it was begun or taken up again.</param>
/// <param name="Elapsed">How long that is ago.</param>
public sealed record ProgressRate(int Done, int Parts, int DoneNow, TimeSpan Elapsed)
{
    /// <summary>From 0 to 1.</summary>
    public double Share => Parts == 0 ? 0 : (double)Done / Parts;

    /// <summary>Parts a second; null: none is done yet.</summary>
    public double? PerSecond => DoneNow > 0 && Elapsed > TimeSpan.Zero ? DoneNow / Elapsed.TotalSeconds : null;

    /// <summary>How long the rest takes at this rate; null: nobody can tell yet.</summary>
    public TimeSpan? Left => PerSecond is { } rate ? TimeSpan.FromSeconds((Parts - Done) / rate) : null;
}
