// Names a comparison of two nodes.
using System.Globalization;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

/// <summary>Names a comparison of two nodes for ever: answers to one of an earlier life are then no answers to this one.</summary>
/// <param name="Source">Who began it.</param>
/// <param name="Incarnation">The life in which it did.</param>
/// <param name="Number">Counts the comparisons of that life, from 1.</param>
public readonly record struct ExchangeId(NodeId Source, long Incarnation, long Number)
{
    /// <summary>"A/1~3".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Source}/{Incarnation}~{Number}");
}

/// <summary>What both sides of a comparison must agree on; travels with every question.</summary>
/// <param name="RingEpoch">The membership by which the source knows which ranges are shared.</param>
/// <param name="Shape">Of the shared trees, see <see cref="AntiEntropy.MerkleView.Shape"/>.</param>
/// <param name="IsByHand">Whether a person asked for it: a paused peer then answers all the same.</param>
public readonly record struct ExchangeTerms(long RingEpoch, ulong Shape, bool IsByHand);
