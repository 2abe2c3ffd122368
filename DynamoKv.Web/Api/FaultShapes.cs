// The JSON shapes about faults. Names become snake_case.
namespace DynamoKv.Web.Api;

/// <summary>A fault in force.</summary>
internal sealed record FaultInfo(string Id, string Description, double? ExpiresAt);

/// <summary>Answer of GET /api/v1/faults.</summary>
internal sealed record FaultsAnswer(IReadOnlyList<FaultInfo> Faults, double Timestamp);

/// <summary>Answer of POST /api/v1/faults.</summary>
internal sealed record FaultCreatedAnswer(string Id, double? ExpiresAt, string Description);

/// <summary>Answer of DELETE /api/v1/faults/{id}.</summary>
internal sealed record FaultHealedAnswer(string Id, string Message);
