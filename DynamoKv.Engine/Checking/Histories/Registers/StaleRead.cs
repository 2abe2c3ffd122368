// A read that missed acknowledged writes, and by how much.
namespace DynamoKv.Engine.Checking.Histories.Registers;

/// <summary>A read that missed acknowledged writes.</summary>
/// <param name="Read">The read.</param>
/// <param name="Missed">The first write that it missed.</param>
/// <param name="Versions">How many acknowledged writes it missed: k.</param>
/// <param name="Age">For how long, when it began, what it showed had been out of date: t.</param>
public readonly record struct StaleRead(HistoryRow Read, HistoryRow Missed, int Versions, TimeSpan Age);
