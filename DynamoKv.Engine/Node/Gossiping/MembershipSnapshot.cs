// Who is a member, as one node knows it at one moment.
using System.Collections.Immutable;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Node.Gossiping;

/// <summary>Who is a member, as one node knows it.</summary>
/// <param name="Members">Everybody who is or was one, sorted.</param>
/// <param name="Epoch">Grows with every step of any member.</param>
/// <param name="Digest">Of what is kept.</param>
/// <param name="WaitingFor">Of whom the end of the change that is under way waits; empty: of nobody, or none
/// is.</param>
/// <param name="Plan">What is staged at this node; null: nothing.</param>
public sealed record MembershipSnapshot(
    ImmutableArray<MemberView> Members, long Epoch, ulong Digest, ImmutableArray<NodeId> WaitingFor, MembershipPlan? Plan);

/// <summary>One member as one node sees it.</summary>
/// <param name="Record">What is kept of it.</param>
/// <param name="Status">What the node thinks of it.</param>
/// <param name="Phi">How suspicious its silence is.</param>
/// <param name="LastHeard">When a fresh heartbeat came; null: never.</param>
/// <param name="Life">Its newest incarnation; 0: never heard.</param>
/// <param name="Heartbeat">Its newest heartbeat.</param>
public sealed record MemberView(MemberRecord Record, PeerStatus Status, double Phi, Instant? LastHeard, long Life, long Heartbeat);
