// Who is responsible for a key, and who holds what of it now.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Components.Keys;

/// <summary>A node and what it holds of a key.</summary>
/// <param name="Node">Which node.</param>
/// <param name="Index">Its place among all nodes, which gives it its colour and its shape.</param>
/// <param name="Rank">Its place in the key's preference list, from 1; 0: it is in none.</param>
/// <param name="IsPrimary">Whether it is one of the first N.</param>
/// <param name="Condition">How it is.</param>
/// <param name="Versions">What its own row has; null: it does not answer, so nobody can tell.</param>
/// <param name="Hints">What it keeps for others.</param>
public sealed record KeyReplica(
    NodeId Node, int Index, int Rank, bool IsPrimary, NodeCondition Condition, SiblingSet? Versions, ImmutableArray<HeldFor> Hints);

/// <summary>Reads who is responsible for a key, and who holds what of it now.</summary>
public static class KeyReplicas
{
    /// <summary>All nodes: in the order of the preference list, then those that are in none.</summary>
    public static async Task<ImmutableArray<KeyReplica>> ReadAsync(IClusterSession session, Key key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        var head = session.Current.Head;
        var (rows, now, primaries) = (session.Rows, session.Now, session.Options.Quorum.N);
        ImmutableArray<NodeId> preferred = [.. session.Ring.PreferenceList(RingPosition.OfKey(key), session.Ring.Members.Length)];
        ImmutableArray<NodeId> known = [.. head.Nodes.Keys];
        var read = preferred.Concat(known.Except(preferred)).Select(async node =>
        {
            var holding = known.Contains(node) ? await rows.HoldingAsync(node, key, cancellation) : null;
            var rank = preferred.IndexOf(node) + 1;
            return new KeyReplica(
                node, known.IndexOf(node), rank, rank > 0 && rank <= primaries, head.Nodes.GetValueOrDefault(node)?.Condition ?? NodeCondition.Unknown,
                holding?.Versions.AsOf(now), holding?.Hints ?? []);
        });
        return [.. await Task.WhenAll(read)];
    }
}
