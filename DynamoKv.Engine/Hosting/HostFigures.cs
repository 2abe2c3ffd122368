// What the loop of a real node has done so far.
namespace DynamoKv.Engine.Hosting;

/// <summary>What the loop of a real node has done so far, for whoever watches it. Counts since the process began.</summary>
/// <param name="Batches">Commits, each of one batch.</param>
/// <param name="Inputs">Inputs stepped: messages, requests, commands and timers.</param>
/// <param name="CommitTime">All time spent in commits.</param>
/// <param name="WaitingInputs">Inputs that wait now.</param>
/// <param name="OpenRequests">Requests taken and not answered now.</param>
/// <param name="Timers">Timers not yet due now.</param>
/// <param name="RefusedRequests">Requests that found no room.</param>
/// <param name="DroppedMessages">Messages of peers that found no room.</param>
/// <param name="Lives">How often the node was started, this process's first time included.</param>
public readonly record struct HostFigures(
    long Batches, long Inputs, TimeSpan CommitTime, int WaitingInputs, int OpenRequests, int Timers, long RefusedRequests, long DroppedMessages, long Lives);
