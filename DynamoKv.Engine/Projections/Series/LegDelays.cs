// How long the messages of quorums travelled.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections.Series;

/// <summary>
/// How long the messages of quorums travelled, in ms, by the four ways of the model of bounded staleness (Bailis et al., VLDB
/// 2012): the newest <see cref="Most"/> of each.
/// </summary>
public sealed class LegDelays
{
    /// <summary>How many are kept of each way.</summary>
    public const int Most = 2_000;

    private readonly Queue<double>[] _ways = [new(), new(), new(), new()];

    /// <summary>W: writes on their way to replicas.</summary>
    public IReadOnlyCollection<double> Writes => _ways[0];

    /// <summary>A: their acknowledgements.</summary>
    public IReadOnlyCollection<double> Acknowledgements => _ways[1];

    /// <summary>R: reads on their way to replicas.</summary>
    public IReadOnlyCollection<double> Reads => _ways[2];

    /// <summary>S: the replies.</summary>
    public IReadOnlyCollection<double> Replies => _ways[3];

    /// <summary>Whether every way was gone at least once.</summary>
    public bool AreKnown => _ways.All(way => way.Count > 0);

    internal void Add(WorldEvent.MessageSent sent, Instant now)
    {
        var way = sent.Message switch
        {
            Message.ReplicaPut => 0,
            Message.ReplicaPutAcknowledged => 1,
            Message.ReplicaGet => 2,
            Message.ReplicaGetAnswered => 3,
            _ => -1,
        };
        if (way < 0 || sent.ArrivesAt is not { } arrives)
        {
            return;
        }

        _ways[way].Enqueue((arrives - now).TotalMilliseconds);
        if (_ways[way].Count > Most)
        {
            _ways[way].Dequeue();
        }
    }
}
