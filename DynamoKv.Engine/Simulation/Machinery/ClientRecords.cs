// What named clients have done, in memory.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation.Clients;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>A bounded list of attempts, in the order in which they were asked.</summary>
internal sealed class ClientRecords(int limit)
{
    private readonly List<ClientRecord> _records = [];

    /// <summary>Those that are kept.</summary>
    public IReadOnlyList<ClientRecord> Kept => _records;

    /// <summary>How many found no room.</summary>
    public long Missed { get; private set; }

    /// <summary>Keeps one; gives its place, -1: there is no room.</summary>
    public int Add(in ClientRecord record)
    {
        if (_records.Count >= limit)
        {
            Missed++;
            return -1;
        }

        _records.Add(record);
        return _records.Count - 1;
    }

    /// <summary>An attempt was answered.</summary>
    public void Answer(int place, ClientResponse response, ClientOutcome outcome, Instant now)
    {
        if (place < 0)
            return;

        _records[place] = _records[place] with
        {
            Returned = now,
            Outcome = outcome,
            Written = response is ClientResponse.Stored stored ? stored.Dot : null,
            Shown = response is ClientResponse.Read read ? [.. read.Versions.Siblings.Select(sibling => sibling.Dot)] : default,
        };
    }

    /// <summary>An attempt was given up.</summary>
    public void Leave(int place, ClientOutcome outcome, Instant? now)
    {
        if (place >= 0)
            _records[place] = _records[place] with { Returned = now, Outcome = outcome };
    }
}
