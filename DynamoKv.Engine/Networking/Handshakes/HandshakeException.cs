// Why a conversation did not begin.
namespace DynamoKv.Engine.Networking.Handshakes;

/// <summary>The other side is not whom this node wants to talk to. The message is one sentence for people and holds no secret.</summary>
internal sealed class HandshakeException(string message) : Exception(message);
