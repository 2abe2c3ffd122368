// What a workload has come to.
namespace DynamoKv.Engine.Simulation;

/// <summary>Counts over a run's workload; what is asked and not answered is under way, or its entry node died with it.</summary>
/// <param name="Asked">Requests that clients made.</param>
/// <param name="Reads">Reads that reached their quorum.</param>
/// <param name="Writes">Puts and deletes that reached their quorum.</param>
/// <param name="Others">Other answers: quorums missed, timeouts, refusals.</param>
public readonly record struct WorkloadReport(long Asked, long Reads, long Writes, long Others);
