// What a client is told.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Protocol;

/// <summary>The answer to a request. A closed set.</summary>
/// <param name="Operation">The request's name.</param>
/// <param name="Coordinator">Who carried it out.</param>
/// <param name="Replicas">Who took part.</param>
public abstract record ClientResponse(OperationId Operation, NodeId Coordinator, Participation Replicas)
{
    /// <summary>A read that reached its quorum; <see cref="Versions"/> is empty or holds only tombstones when there is no live value.</summary>
    public sealed record Read(
        OperationId Operation, NodeId Coordinator, Participation Replicas, SiblingSet Versions, CausalContext Context,
        ImmutableArray<NodeId> Repaired) : ClientResponse(Operation, Coordinator, Replicas);

    /// <summary>A write that reached its quorum. <see cref="Versions"/> is what the coordinator holds after it, the new version among them.</summary>
    /// <param name="Versions">What the coordinator holds after it.</param>
    /// <param name="Dot">The new version's name.</param>
    public abstract record Stored(OperationId Operation, NodeId Coordinator, Participation Replicas, SiblingSet Versions, Dot Dot)
        : ClientResponse(Operation, Coordinator, Replicas)
    {
        /// <summary>The new version; null when it lost at once, which only last-write-wins does.</summary>
        public Sibling? NewVersion => Find(Versions, Dot);

        /// <summary>A context for the writer's next put.</summary>
        /// <remarks>
        /// A clock covers every earlier write of an actor. When the coordinator keeps a sibling that the writer never
        /// saw, the new version's clock may cover that too; then the writer gets only what it had, and has to read
        /// before it can merge.
        /// </remarks>
        public CausalContext Context => new(ContextOf(NewVersion), Coordinator);

        private VectorClock ContextOf(Sibling? own) => own is null ? Versions.Context : IsSafe(own) ? own.Clock : own.Past;

        private bool IsSafe(Sibling own)
        {
            foreach (var sibling in Versions.Siblings)
            {
                if (sibling.Dot != Dot && own.Clock.Covers(sibling.Dot))
                {
                    return false;
                }
            }

            return true;
        }

        private static Sibling? Find(SiblingSet versions, Dot dot)
        {
            foreach (var sibling in versions.Siblings)
            {
                if (sibling.Dot == dot)
                {
                    return sibling;
                }
            }

            return null;
        }
    }

    /// <summary>A put that reached its quorum.</summary>
    public sealed record Written(OperationId Operation, NodeId Coordinator, Participation Replicas, SiblingSet Versions, Dot Dot)
        : Stored(Operation, Coordinator, Replicas, Versions, Dot);

    /// <summary>A delete that reached its quorum: the new version is a tombstone.</summary>
    public sealed record Deleted(OperationId Operation, NodeId Coordinator, Participation Replicas, SiblingSet Versions, Dot Dot)
        : Stored(Operation, Coordinator, Replicas, Versions, Dot);

    /// <summary>A delete of a key at which a read quorum knew nothing live: nothing was written.</summary>
    public sealed record NothingToDelete(OperationId Operation, NodeId Coordinator, Participation Replicas, CausalContext Context)
        : ClientResponse(Operation, Coordinator, Replicas);

    /// <summary>A put that was to write only where nothing live is stored, and found something.</summary>
    public sealed record AlreadyExists(OperationId Operation, NodeId Coordinator, Participation Replicas, CausalContext Context)
        : ClientResponse(Operation, Coordinator, Replicas);

    /// <summary>The key has too many siblings: nothing was written. Read, merge, and put with the context.</summary>
    public sealed record TooManySiblings(OperationId Operation, NodeId Coordinator, Participation Replicas, int Count, int Limit, CausalContext Context)
        : ClientResponse(Operation, Coordinator, Replicas);

    /// <summary>The quorum could not be reached. <see cref="MayBeSeen"/>: some replica holds the write, it may be read later.</summary>
    public sealed record QuorumMissed(OperationId Operation, NodeId Coordinator, Participation Replicas, OperationKind Kind, bool MayBeSeen)
        : ClientResponse(Operation, Coordinator, Replicas);

    /// <summary>The time was over before the quorum was settled: the outcome of a write is unknown.</summary>
    public sealed record TimedOut(OperationId Operation, NodeId Coordinator, Participation Replicas, OperationKind Kind, TimeSpan Waited)
        : ClientResponse(Operation, Coordinator, Replicas);

    /// <summary>The request itself is wrong: nothing was done. The reason is one sentence that says what to change.</summary>
    public sealed record Refused(OperationId Operation, NodeId Coordinator, Participation Replicas, string Reason)
        : ClientResponse(Operation, Coordinator, Replicas);

    /// <summary>The node has as many operations under way as it may: nothing was done, try again later.</summary>
    public sealed record Overloaded(OperationId Operation, NodeId Coordinator, Participation Replicas, int Limit)
        : ClientResponse(Operation, Coordinator, Replicas);
}
