// Sibling sets for storage tests.
using System.Text;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Storage;

/// <summary>Makes keys and sibling sets in few words.</summary>
internal static class Rows
{
    public static readonly NodeId NodeA = new("node-a");
    public static readonly NodeId NodeB = new("node-b");

    public static Key K(string text) => Key.Of(text);

    public static SiblingSet Value(string text, long counter = 1) =>
        SiblingSet.Of([Version(text, counter, isTombstone: false)]);

    public static SiblingSet Tombstone(long counter = 1) => SiblingSet.Of([Version("", counter, isTombstone: true)]);

    public static SiblingSet Siblings(params string[] values) =>
        SiblingSet.Of(values.Select((value, index) => Version(value, index + 1, isTombstone: false)));

    private static Sibling Version(string text, long counter, bool isTombstone) => new(
        new Dot(new VersionActor(NodeA, 1), counter),
        VectorClock.Empty,
        Encoding.UTF8.GetBytes(text),
        WriteContent.TextContentType,
        Instant.Zero,
        isTombstone);
}
