// The numbers of the kinds of messages in wire.proto.
namespace DynamoKv.Engine.Networking.Wire;

/// <summary>The fields of an Envelope. A number is given once and never to anything else.</summary>
internal static class WireKind
{
    public const int ForwardedRequest = 1;
    public const int ForwardedResponse = 2;
    public const int ReplicaPut = 3;
    public const int ReplicaPutAcknowledged = 4;
    public const int ReplicaPutRefused = 5;
    public const int ReplicaGet = 6;
    public const int ReplicaGetAnswered = 7;
    public const int ReplicaGetRefused = 8;
    public const int ReadRepair = 9;
    public const int ReadRepairAcknowledged = 10;
    public const int Ping = 11;
    public const int Pong = 12;

    public const int CompareHashes = 20;
    public const int HashesCompared = 21;
    public const int ListKeys = 22;
    public const int KeysListed = 23;
    public const int SwapVersions = 24;
    public const int VersionsSwapped = 25;
    public const int ExchangeRefused = 26;

    public const int HintDelivery = 30;
    public const int HintAcknowledged = 31;
    public const int HintRefused = 32;

    public const int Gossip = 40;
    public const int GossipReply = 41;

    public const int ReapProposed = 50;
    public const int ReapAnswered = 51;
    public const int ReapAgreed = 52;

    public const int TransferOffer = 60;
    public const int TransferRequest = 61;
    public const int TransferBatch = 62;
    public const int TransferPaused = 63;
    public const int TransferFinished = 64;
    public const int StrayCheck = 65;
    public const int StrayChecked = 66;
    public const int StrayRows = 67;
    public const int StrayRowsMerged = 68;
}
