// How a log entry changes the faults in force.
using System.Collections.Immutable;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Projections;

internal static class FaultFold
{
    public static ImmutableSortedDictionary<string, FaultView> Apply(
        ImmutableSortedDictionary<string, FaultView> faults, LogEntry entry) => entry.What switch
        {
            WorldEvent.FaultInjected fault =>
                faults.SetItem(fault.Fault, new FaultView(fault.Fault, fault.Description, entry.At) { Barriers = fault.Barriers }),
            WorldEvent.FaultHealed healed => faults.Remove(healed.Fault),
            _ => faults,
        };
}
