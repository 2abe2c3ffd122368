// Faults that a member of a test keeps and does nothing for.
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Tests.Sessions.Live;

/// <summary>Keeps what it is asked for, as a node started with --enable-chaos does; nothing breaks. Thread-safe.</summary>
internal sealed class KeptFaults : INodeFaults
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, FaultInForce> _kept = new(StringComparer.Ordinal);

    /// <summary>Who asked for something.</summary>
    public List<string> Callers { get; } = [];

    public IReadOnlyList<FaultInForce> InForce
    {
        get
        {
            lock (_gate)
            {
                return [.. _kept.Values];
            }
        }
    }

    public FaultInForce Inject(FaultAction fault, TimeSpan? lasts, string caller, bool isShared)
    {
        lock (_gate)
        {
            Callers.Add(caller);
            var kept = new FaultInForce(fault.Fault, fault.Description, DateTimeOffset.UtcNow + lasts) { Barriers = fault.Barriers };
            return _kept.TryAdd(fault.Fault, kept) ? kept : throw new FaultRefusedException($"{fault.Fault} is in force already.");
        }
    }

    public bool Heal(string id, string caller)
    {
        lock (_gate)
        {
            return _kept.Remove(id);
        }
    }
}
