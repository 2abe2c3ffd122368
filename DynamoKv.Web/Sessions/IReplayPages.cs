// Runs as pages that need nothing else.
namespace DynamoKv.Web.Sessions;

/// <summary>Runs as pages that need nothing else, to be opened from a disk without a network.</summary>
public interface IReplayPages
{
    /// <summary>The page of a run as it is now.</summary>
    string Of(IClusterSession session);
}
