// A run beside the main one.
namespace DynamoKv.Web.Sessions;

/// <summary>A run beside the main one, which ends when nobody needs it any more.</summary>
internal interface IOwnRun : IClusterSession, IDisposable
{
    /// <summary>How long nobody has looked at this run or called it; zero while somebody does.</summary>
    TimeSpan IdleTime { get; }
}
