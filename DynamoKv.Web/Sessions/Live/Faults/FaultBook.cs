// The faults in force in a live cluster, as its members say.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Sessions.Live.Faults;

/// <summary>
/// The faults in force in a live cluster, as its members say. A fault is there while one member says so; what a member said
/// before it fell silent counts until that has ended by itself. One owner.
/// </summary>
internal sealed class FaultBook
{
    private readonly SortedDictionary<string, Entry> _faults = new(StringComparer.Ordinal);

    private sealed record Entry(FaultInForce Fault, SortedSet<NodeId> At);

    /// <summary>Takes in what a member says; gives what the log has to be told.</summary>
    public IReadOnlyList<WorldEvent> TakeIn(NodeId member, IReadOnlyList<FaultInForce> said)
    {
        var news = new List<WorldEvent>();
        foreach (var fault in said)
        {
            if (!_faults.TryGetValue(fault.Id, out var entry))
            {
                _faults.Add(fault.Id, entry = new Entry(fault, []));
                news.Add(new WorldEvent.FaultInjected(fault.Id, Words(fault)) { Barriers = fault.Barriers });
            }

            entry.At.Add(member);
        }

        var over = _faults.Where(known => known.Value.At.Contains(member) && said.All(fault => fault.Id != known.Key)).Select(known => known.Key);
        news.AddRange(Leave(member, [.. over]));
        return news;
    }

    /// <summary>A member is silent: what it said last has ended by itself when its time is over.</summary>
    public IReadOnlyList<WorldEvent> TakeSilence(NodeId member, DateTimeOffset now) => Leave(
        member, [.. _faults.Where(known => known.Value.At.Contains(member) && known.Value.Fault.ExpiresAt <= now).Select(known => known.Key)]);

    /// <summary>A member is none any more.</summary>
    public IReadOnlyList<WorldEvent> Forget(NodeId member) => TakeIn(member, []);

    /// <summary>The members where a fault is in force; empty: nowhere.</summary>
    public IReadOnlyList<NodeId> PlacesOf(string id) => _faults.TryGetValue(id, out var entry) ? [.. entry.At] : [];

    private List<WorldEvent> Leave(NodeId member, IReadOnlyList<string> over)
    {
        var news = new List<WorldEvent>();
        foreach (var id in over)
        {
            _faults[id].At.Remove(member);
            if (_faults[id].At.Count == 0)
            {
                _faults.Remove(id);
                news.Add(new WorldEvent.FaultHealed(id));
            }
        }

        return news;
    }

    private static string Words(FaultInForce fault) =>
        fault.ExpiresAt is { } end ? FormattableString.Invariant($"{fault.Description}, until {end.UtcDateTime:HH:mm:ss} UTC") : fault.Description;
}
