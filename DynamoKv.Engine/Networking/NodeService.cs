// The one service that nodes offer each other.
using DynamoKv.Engine.Networking.Wire;
using Grpc.Core;

namespace DynamoKv.Engine.Networking;

/// <summary>The service of wire.proto.</summary>
internal static class NodeService
{
    /// <summary>The longest frame, in bytes.</summary>
    public const int MaxFrameBytes = 4 * 1024 * 1024;

    /// <summary>A conversation: handshake first, then what it is for.</summary>
    public static Method<WireFrame, WireFrame> Converse { get; } = new(
        MethodType.DuplexStreaming, "dynamokv.wire.v1.Node", "Converse", WireFrame.Marshaller, WireFrame.Marshaller);
}
