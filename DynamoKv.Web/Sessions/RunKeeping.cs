// Whether a run is kept.
namespace DynamoKv.Web.Sessions;

/// <summary>Whether a run is kept in the archive.</summary>
/// <param name="StoredAs">Its number there; null: it is not there yet.</param>
/// <param name="Problem">Why it could not be kept the last time, in a sentence for people; null: it could.</param>
public sealed record RunKeeping(long? StoredAs, string? Problem);
