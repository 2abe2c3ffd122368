// What can't be done in a session, and why.
namespace DynamoKv.Web.Sessions;

/// <summary>What can't be done in a session: one sentence each that says why, for people; null: it can be done.</summary>
/// <param name="Faults">Crashing, pausing and cutting off nodes, and starting them again.</param>
/// <param name="Speed">Changing how fast time passes.</param>
/// <param name="Runs">Runs of one's own, and acting in the past.</param>
/// <param name="Writes">What has to be done before anything is changed here; null: nothing.</param>
public sealed record SessionLimits(string? Faults, string? Speed, string? Runs, string? Writes)
{
    /// <summary>What people type to say that they mean it; null where nothing has to be typed.</summary>
    public string? Name { get; init; }

    /// <summary>Everything can be done.</summary>
    public static SessionLimits None { get; } = new(null, null, null, null);
}
