// How answers become JSON.
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DynamoKv.Web.Api;

/// <summary>Serialisation code made at build time: snake_case, numbers as numbers, text in any script unescaped where it is safe.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(RingAnswer))]
[JsonSerializable(typeof(StorageAnswer))]
[JsonSerializable(typeof(ClusterAnswer))]
[JsonSerializable(typeof(PutAnswer))]
[JsonSerializable(typeof(GetAnswer))]
[JsonSerializable(typeof(DeleteAnswer))]
[JsonSerializable(typeof(ProblemAnswer))]
[JsonSerializable(typeof(KeysAnswer))]
[JsonSerializable(typeof(PreferenceListAnswer))]
[JsonSerializable(typeof(ReplicasAnswer))]
[JsonSerializable(typeof(EventsAnswer))]
[JsonSerializable(typeof(InfoAnswer))]
[JsonSerializable(typeof(RunAnswer))]
[JsonSerializable(typeof(RunsAnswer))]
[JsonSerializable(typeof(RunCreatedAnswer))]
[JsonSerializable(typeof(StoredRunAnswer))]
[JsonSerializable(typeof(RunDeletedAnswer))]
[JsonSerializable(typeof(VerdictsAnswer))]
[JsonSerializable(typeof(LogLineAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(StateFrame))]
[JsonSerializable(typeof(OperationFrame))]
[JsonSerializable(typeof(FaultFrame))]
[JsonSerializable(typeof(ConflictFrame))]
[JsonSerializable(typeof(HintsAnswer))]
[JsonSerializable(typeof(DeliverAnswer))]
[JsonSerializable(typeof(ClockAnswer))]
[JsonSerializable(typeof(MembershipAnswer))]
[JsonSerializable(typeof(PlanAnswer))]
[JsonSerializable(typeof(MerkleAnswer))]
[JsonSerializable(typeof(MerkleComparisonAnswer))]
[JsonSerializable(typeof(SyncAnswer))]
[JsonSerializable(typeof(ClockSyncAnswer))]
[JsonSerializable(typeof(GossipMembersAnswer))]
[JsonSerializable(typeof(GossipStatusAnswer))]
[JsonSerializable(typeof(RumorsAnswer))]
[JsonSerializable(typeof(ClockComparisonAnswer))]
[JsonSerializable(typeof(ExportedKey))]
[JsonSerializable(typeof(ImportProblem))]
[JsonSerializable(typeof(ImportSummary))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(BatchAnswer))]
[JsonSerializable(typeof(FaultsAnswer))]
[JsonSerializable(typeof(FaultCreatedAnswer))]
[JsonSerializable(typeof(FaultHealedAnswer))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>UTF-8 bytes of an answer.</summary>
    public static byte[] Bytes<T>(T answer) => JsonSerializer.SerializeToUtf8Bytes(answer, typeof(T), Default);
}
