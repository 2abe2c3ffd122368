// Inputs on their way through a process.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>An input that waits for its node.</summary>
/// <param name="Input">What happened.</param>
/// <param name="Cause">The log entry that tells of it; 0: none.</param>
internal readonly record struct WaitingInput(NodeInput Input, long Cause);

/// <summary>Where one step's share of a batch's outbox ends.</summary>
/// <param name="Cause">The cause of the step's input.</param>
internal readonly record struct StepMark(long Cause, int Traces, int Messages, int Timers, int Responses, int Answers);
