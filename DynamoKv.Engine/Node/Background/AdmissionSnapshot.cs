// How the admission of background work stands at a node.
namespace DynamoKv.Engine.Node.Background;

/// <summary>How the admission of background work stands (Dynamo 6.5).</summary>
/// <param name="P99">The foreground's 99th percentile over the window, within one percent; null: nothing was
/// asked.</param>
/// <param name="SlicesPerSecond">The pace of now.</param>
/// <param name="Granted">Slices that were given in this life.</param>
/// <param name="Refused">How often background work was told to wait in this life.</param>
public sealed record AdmissionSnapshot(TimeSpan? P99, double SlicesPerSecond, long Granted, long Refused);
