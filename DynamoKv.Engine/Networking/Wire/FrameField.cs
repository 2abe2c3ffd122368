// The numbers of the parts of a frame in wire.proto.
namespace DynamoKv.Engine.Networking.Wire;

/// <summary>The fields of a Frame.</summary>
internal static class FrameField
{
    public const int Hello = 1;
    public const int Challenge = 2;
    public const int Proof = 3;
    public const int Welcome = 4;
    public const int Envelopes = 5;
    public const int Part = 6;
    public const int Question = 7;
    public const int Answer = 8;
}
