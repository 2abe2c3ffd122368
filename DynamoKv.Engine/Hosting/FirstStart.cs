// What a disk is given before a node lives on it for the first time.
using System.Collections.Immutable;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node.Gossiping;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Engine.Hosting;

/// <summary>
/// Writes the founders into an empty disk as the membership that the node will find there: from then on the disk says who is
/// a member, and what is configured does not matter any more.
/// </summary>
internal static class FirstStart
{
    /// <summary>Prepares a disk that knows no members and holds no keys; another one stays as it is.</summary>
    public static void Prepare(IReplicaStore store, ImmutableArray<Founder> founders)
    {
        if (founders.IsDefaultOrEmpty || !IsEmpty(store))
            return;

        store.WriteNote(MembershipRole.Note, MembershipFormat.Encode(founders.Select(founder => founder.ToRecord()).OrderBy(record => record.Id)));
    }

    // A disk with keys whose membership can't be read must not found a second cluster beside the first.
    private static bool IsEmpty(IReplicaStore store) =>
        store.ReadNote(MembershipRole.Note) is null && store.Statistics.Keys == 0 && store.HintTargets.Count == 0;
}
