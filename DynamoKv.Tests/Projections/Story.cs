// A hand-made log: each line folds into the snapshot and may be told.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Projections;

/// <summary>A hand-made log over the nodes A to E, one millisecond a line unless said.</summary>
internal sealed class Story
{
    private Instant _now;

    public static NodeId A { get; } = new("A");

    public static NodeId B { get; } = new("B");

    public static NodeId C { get; } = new("C");

    public static NodeId D { get; } = new("D");

    public static Key Cart { get; } = Key.Of("cart");

    public static OperationId First { get; } = new(A, 1);

    public static ClientRequest Put { get; } =
        new ClientRequest.Put(First, Cart, RequestOptions.None, WriteContent.Text("milk"), null, false);

    public static ClientRequest Get { get; } = new ClientRequest.Get(First, Cart, RequestOptions.None);

    public static SiblingSet Milk { get; } = Versions("milk", 1);

    public static Participation TwoOfThree { get; } = new([B, C, D], [B, C], [], [D], 2);

    public static ClientResponse Written { get; } =
        new ClientResponse.Written(First, B, TwoOfThree, Milk, Milk.Siblings[0].Dot);

    public ClusterSnapshot Snapshot { get; private set; } = ClusterSnapshot.Before([A, B, C, D]);

    public string? Told { get; private set; }

    public static SiblingSet Versions(string value, long counter) => SiblingSet.Of([new Sibling(
        new Dot(new VersionActor(B, 1), counter), VectorClock.Empty, WriteContent.Text(value).Value, WriteContent.TextContentType, Instant.Zero, false)]);

    public static TraceEvent Coordinating(OperationKind kind) =>
        new TraceEvent.Coordinating(First, kind, Cart, ImmutableArray.Create(B, C, D), 2);

    public Story Line(NodeId? node, TraceEvent what, double afterMilliseconds = 1)
    {
        _now += TimeSpan.FromMilliseconds(afterMilliseconds);
        var entry = new LogEntry(Snapshot.EventNumber + 1, _now, node, 0, what);
        Told = Narration.Of(entry, Snapshot)?.Text;
        Snapshot = Snapshot.Apply(entry);
        return this;
    }
}
