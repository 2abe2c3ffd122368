// A range that two nodes replicate.
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Projections.Merkle;

/// <summary>A range that two nodes replicate.</summary>
/// <param name="Range">Which part of the ring.</param>
/// <param name="LeftKeys">How many of its keys the first has.</param>
/// <param name="RightKeys">How many the second has.</param>
/// <param name="DifferingKeys">In how many keys they differ.</param>
public readonly record struct SharedRange(RingRange Range, int LeftKeys, int RightKeys, int DifferingKeys);
