// Where nodes talk to each other.
namespace DynamoKv.Web.Sessions;

/// <summary>Where a real node listens for other nodes, so that whoever knows its HTTP address only can find it.</summary>
public interface INodePort
{
    /// <summary>The port; null: not yet.</summary>
    int? Port { get; }
}
