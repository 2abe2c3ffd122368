// Faults of a real node.
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Hosting.Security;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Hosting.Chaos;

/// <summary>
/// Faults of a real node, on its own side only. Each ends by itself, and leaves a line in the security log when it begins and
/// when it ends. They are kept in memory: a restart heals them all.
/// </summary>
internal sealed class ChaosDesk(NodeSettings settings, Lazy<GrpcTransport> transport, ChaosDisk disk, ChaosTime clock, TimeProvider time, ILoggerFactory logs)
    : IFaultDesk, INodeFaults, IDisposable
{
    /// <summary>The most faults at a time.</summary>
    public const int MaxFaults = 50;

    /// <summary>How long a fault lasts when nobody says.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(60);

    /// <summary>The longest that one may last.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly ILogger _log = logs.CreateLogger(SecurityLog.Category);

    private sealed record Entry(FaultInForce Fault, Action Undo, ITimer Expiry);

    public FaultInForce Inject(IClusterSession session, FaultAction fault, TimeSpan? lasts, string caller) => Inject(fault, lasts, caller, isShared: false);

    public FaultInForce Inject(FaultAction fault, TimeSpan? lasts, string caller, bool isShared)
    {
        var length = lasts ?? Usual;
        if (length <= TimeSpan.Zero || length > Longest)
        {
            throw new FaultRefusedException($"'for' must be above 0s and at most {Longest.TotalMinutes:0}m: a fault of a real node ends by itself.");
        }

        FaultInForce injected;
        lock (_gate)
        {
            RefuseWhenTaken(fault.Fault);
            injected = new FaultInForce(fault.Fault, fault.Description, time.GetUtcNow() + length) { Barriers = fault.Barriers };
            var undo = Begin(fault, length, isShared);
            _entries.Add(fault.Fault, new Entry(injected, undo, time.CreateTimer(Expire, fault.Fault, length, Timeout.InfiniteTimeSpan)));
        }

        SecurityLog.FaultBegins(_log, injected.Id, injected.Description, length, caller);
        return injected;
    }

    IReadOnlyList<FaultInForce> INodeFaults.InForce
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Values.Select(entry => entry.Fault)];
            }
        }
    }

    public IReadOnlyList<FaultInForce> InForce(IClusterSession session) => ((INodeFaults)this).InForce;

    public bool Heal(IClusterSession session, string id, string caller) => Heal(id, caller);

    public bool Heal(string id, string caller)
    {
        if (!End(id))
        {
            return false;
        }

        SecurityLog.FaultHealed(_log, id, caller);
        return true;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var entry in _entries.Values)
            {
                entry.Expiry.Dispose();
            }

            _entries.Clear();
        }
    }

    /// <summary>The value of a delay that is always the same.</summary>
    public static TimeSpan ConstantOf(Latency delay) => delay.Draw(new DeterministicRandom(0));

    private void RefuseWhenTaken(string id)
    {
        if (_entries.ContainsKey(id))
        {
            throw new FaultRefusedException($"A fault '{id}' is in force already: heal it first, or choose another id.");
        }

        if (_entries.Count >= MaxFaults)
        {
            throw new FaultRefusedException($"{MaxFaults} faults are in force already: heal some first.");
        }
    }

    // Gives what ends it.
    private Action Begin(FaultAction fault, TimeSpan lasts, bool isShared) => fault switch
    {
        ClockAction wrong when IsMine(wrong.Node, fault) => clock.Add(wrong.Offset, wrong.DriftPpm),
        FullDiskAction full when IsMine(full.Node, fault) => disk.Fill(),
        SlowDiskAction slow when IsMine(slow.Node, fault) => disk.Slow(ConstantOf(slow.Delay)),
        _ => BeginLinks(fault, lasts, isShared),
    };

    private bool IsMine(NodeId node, FaultAction fault) => node == settings.Id
        ? true
        : throw new FaultRefusedException($"{settings.Id} can't do this to another node: send {fault.Description} to {node} itself.");

    private Action BeginLinks(FaultAction fault, TimeSpan lasts, bool isShared)
    {
        var links = transport.Value.Faults;
        var numbers = ChaosLinks.Of(settings.Id, fault, isShared).Select(one => links.Add(one, lasts)).ToList();
        return () => numbers.ForEach(number => links.Remove(number));
    }

    private void Expire(object? id)
    {
        if (End((string)id!))
        {
            SecurityLog.FaultExpired(_log, (string)id!);
        }
    }

    private bool End(string id)
    {
        lock (_gate)
        {
            if (!_entries.Remove(id, out var entry))
            {
                return false;
            }

            entry.Expiry.Dispose();
            entry.Undo();
            return true;
        }
    }
}
