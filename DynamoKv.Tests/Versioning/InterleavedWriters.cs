// Two clients that write one key in turn, each a step behind the other.
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Versioning;

/// <summary>
/// The classic load that makes plain clocks explode: read, let the other write, then write with what was read.
/// </summary>
internal static class InterleavedWriters
{
    /// <summary>How many siblings one coordinator holds after so many writes of two clients in turn.</summary>
    public static int SiblingsAfter(VersionRules rules, int writes)
    {
        var held = SiblingSet.Empty;
        VectorClock[] read = [VectorClock.Empty, VectorClock.Empty];
        for (var write = 1; write <= writes; write++)
        {
            var client = write % read.Length;
            held = rules.Put(held, read[client], Versions.Dot("A", write), Versions.At(write));
            read[client] = held.Context;
        }

        return held.Count;
    }
}
