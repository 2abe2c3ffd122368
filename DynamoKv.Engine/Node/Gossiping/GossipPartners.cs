// Whom a node meets next.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Node.Gossiping;

/// <summary>
/// Chooses by chance whom to meet (Dynamo 4.8.1): a member, or regularly a seed, so that all nodes sooner or later
/// hear of
/// each other (4.8.2). Who was removed lately is met too: it has to hear of it.
/// </summary>
internal sealed class GossipPartners(NodeScope scope, GossipOptions options)
{
    private const int SeedEvery = 5;
    private static readonly TimeSpan Farewell = TimeSpan.FromMinutes(10);

    private readonly DeterministicRandom _chance = scope.Random.Stream("gossip");
    private long _round;

    /// <summary>How long until the first meeting: nodes that start together do not all speak at once.</summary>
    public TimeSpan FirstDelay() => options.Every * _chance.NextDouble();

    public List<NodeId> Next(MembershipView view)
    {
        var candidates = Candidates(view);
        var chosen = new List<NodeId>();
        if (++_round % SeedEvery == 0 || candidates.Count == 0)
        {
            candidates.RemoveAll(node => !options.Seeds.Contains(node));
            candidates.AddRange(options.Seeds.Where(seed => seed != scope.Self && !candidates.Contains(seed)));
            candidates = candidates.Count == 0 ? Candidates(view) : candidates;
        }

        while (chosen.Count < options.Fanout && candidates.Count > 0)
        {
            var index = _chance.NextInt32(candidates.Count);
            chosen.Add(candidates[index]);
            candidates.RemoveAt(index);
        }

        return chosen;
    }

    private List<NodeId> Candidates(MembershipView view)
    {
        var candidates = new List<NodeId>(view.Members.Length);
        foreach (var (record, _) in view.Members)
        {
            if (record.Id != scope.Self && (record.Phase != MemberPhase.Removed || scope.Now - record.ChangedAt < Farewell))
            {
                candidates.Add(record.Id);
            }
        }

        return candidates;
    }
}
