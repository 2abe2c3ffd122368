// A version in the graph of a key's history.
using System.Collections.Immutable;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Projections.Graphs;

/// <summary>A version in the graph of a key's history, at one line of the log.</summary>
/// <param name="Written">The write.</param>
/// <param name="Parents">The shown versions that it had seen, without those that these had seen themselves; by their ordinals.</param>
/// <param name="Holders">Who holds it now, in node order; empty: nobody any more.</param>
/// <param name="IsCurrent">Whether it is one of the versions that a read of everybody would return.</param>
/// <param name="LostTo">
/// The write to which last-write-wins would lose it: the earliest one with a later time that never saw it; null: it would not be lost.
/// </param>
public sealed record GraphVersion(
    WrittenVersion Written, ImmutableArray<Dot> Parents, ImmutableArray<VersionHolder> Holders, bool IsCurrent, Dot? LostTo);
