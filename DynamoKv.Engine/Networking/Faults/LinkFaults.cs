// The faults that are in force.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Networking.Faults;

/// <summary>
/// The faults that somebody has put between this node and others. Each ends by itself, so that no experiment outlives whoever
/// made it. Costs a look at one field while there are none. Thread-safe.
/// </summary>
/// <param name="time">The clock by which they end.</param>
/// <param name="seed">Of the chance in them.</param>
/// <param name="noticed">Hears of each.</param>
public sealed class LinkFaults(TimeProvider time, ulong seed, Action<TransportNotice>? noticed = null)
{
    /// <summary>The most faults at a time.</summary>
    public const int MaxFaults = 100;

    /// <summary>The longest that a fault may last.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly DeterministicRandom _random = new(seed);
    private ImmutableArray<Entry> _entries = [];
    private long _numbers;

    private sealed record Entry(long Number, LinkFault Fault, long EndsAt);

    /// <summary>The faults in force, oldest first.</summary>
    public ImmutableArray<ActiveLinkFault> Active
    {
        get
        {
            var now = time.GetTimestamp();
            return [.. Living().Select(entry => new ActiveLinkFault(entry.Number, entry.Fault, time.GetElapsedTime(now, entry.EndsAt)))];
        }
    }

    /// <summary>Whether there may be any.</summary>
    internal bool IsAny => !_entries.IsEmpty;

    /// <summary>Puts a fault in; gives its number.</summary>
    /// <param name="fault">What it does.</param>
    /// <param name="lasts">When it ends by itself.</param>
    /// <exception cref="ArgumentException">When it makes no sense, or there are too many; the message is for people.</exception>
    public long Add(LinkFault fault, TimeSpan lasts)
    {
        Check(fault, lasts);
        var endsAt = time.GetTimestamp() + (long)(lasts.TotalSeconds * time.TimestampFrequency);
        long number;
        lock (_gate)
        {
            var living = Living();
            if (living.Length >= MaxFaults)
                throw new ArgumentException($"There are {MaxFaults} faults already: take some out first.", nameof(fault));

            number = ++_numbers;
            _entries = living.Add(new Entry(number, fault, endsAt));
        }

        noticed?.Invoke(new TransportNotice(
            TransportNoticeKind.Fault, fault.Peer, $"Fault {number} is in force for {lasts}: {fault.Kind} with {fault.Peer?.Value ?? "everybody"}, {fault.Directions}."));
        return number;
    }

    /// <summary>Takes a fault out; false: it is not in force.</summary>
    public bool Remove(long number)
    {
        bool isThere;
        lock (_gate)
        {
            var living = Living();
            var left = living.RemoveAll(entry => entry.Number == number);
            isThere = left.Length < living.Length;
            _entries = left;
        }

        if (isThere)
            noticed?.Invoke(new TransportNotice(TransportNoticeKind.Fault, null, $"Fault {number} was taken out."));

        return isThere;
    }

    /// <summary>Whether nothing at all may pass.</summary>
    internal bool IsBlocked(NodeId peer, LinkDirections direction) =>
        IsAny && Living().Any(entry => entry.Fault.Kind == LinkFaultKind.Block && Concerns(entry.Fault, peer, direction));

    /// <summary>What happens to a message.</summary>
    internal LinkVerdict Judge(NodeId peer, LinkDirections direction)
    {
        var (copies, delay) = (1, TimeSpan.Zero);
        foreach (var (_, fault, _) in Living())
        {
            if (!Concerns(fault, peer, direction) || !Happens(fault))
                continue;

            switch (fault.Kind)
            {
                case LinkFaultKind.Duplicate: copies = 2; break;
                case LinkFaultKind.Delay: delay += fault.Delay; break;
                default: return new LinkVerdict(0, TimeSpan.Zero);
            }
        }

        return new LinkVerdict(copies, delay);
    }

    private static void Check(LinkFault fault, TimeSpan lasts)
    {
        if (lasts <= TimeSpan.Zero || lasts > Longest)
            throw new ArgumentException($"A fault lasts for more than nothing and at most {Longest}.", nameof(lasts));
        if (fault.Probability is not (>= 0 and <= 1))
            throw new ArgumentException("The probability of a fault is from 0 to 1.", nameof(fault));
        if (fault.Kind == LinkFaultKind.Delay && (fault.Delay <= TimeSpan.Zero || fault.Delay > TimeSpan.FromMinutes(1)))
            throw new ArgumentException("A message is held back for more than nothing and at most a minute.", nameof(fault));
    }

    private static bool Concerns(LinkFault fault, NodeId peer, LinkDirections direction) =>
        (fault.Directions & direction) != 0 && (fault.Peer is null || fault.Peer == peer);

    private bool Happens(LinkFault fault)
    {
        if (fault.Kind == LinkFaultKind.Block || fault.Probability >= 1)
            return true;

        lock (_gate)
        {
            return _random.NextBool(fault.Probability);
        }
    }

    private ImmutableArray<Entry> Living()
    {
        var entries = _entries;
        if (entries.IsEmpty)
            return entries;

        var now = time.GetTimestamp();
        return entries.Any(entry => entry.EndsAt <= now) ? Prune(now) : entries;
    }

    private ImmutableArray<Entry> Prune(long now)
    {
        lock (_gate)
        {
            return _entries = _entries.RemoveAll(entry => entry.EndsAt <= now);
        }
    }
}

/// <summary>What happens to a message.</summary>
/// <param name="Copies">How often it comes; 0: never.</param>
/// <param name="Delay">How much later.</param>
internal readonly record struct LinkVerdict(int Copies, TimeSpan Delay);
