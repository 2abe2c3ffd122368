// The four published sets of latencies.
using System.Collections.Immutable;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Engine.Experiments.Staleness;

/// <summary>
/// The delays of the four legs of a replicated operation, W A R S: the write to a replica, its acknowledgement, the read to a replica, its
/// reply (Bailis et al., VLDB 2012, table 3).
/// </summary>
/// <param name="Name">What the authors call it.</param>
/// <param name="Write">W.</param>
/// <param name="Acknowledgement">A.</param>
/// <param name="Read">R.</param>
/// <param name="Reply">S.</param>
/// <param name="Remote">Added to each leg to or from a replica at another site than the client's, in ms; each replica is a site of its own.</param>
public sealed record LatencySet(
    string Name, LegDistribution Write, LegDistribution Acknowledgement, LegDistribution Read, LegDistribution Reply, double Remote = 0)
{
    private static readonly LegDistribution Ssd = new(0.9122, 0.235, 10, 1.66);
    private static readonly LegDistribution DiskWrite = new(0.38, 1.05, 1.51, 0.183);
    private static readonly LegDistribution YammerWrite = new(0.939, 3, 3.35, 0.0028);
    private static readonly LegDistribution YammerOther = new(0.982, 1.5, 3.8, 0.0217);

    /// <summary>LinkedIn's store on solid-state disks.</summary>
    public static LatencySet LinkedInSsd { get; } = new("LNKD-SSD", Ssd, Ssd, Ssd, Ssd);

    /// <summary>LinkedIn's store on spinning disks.</summary>
    public static LatencySet LinkedInDisk { get; } = new("LNKD-DISK", DiskWrite, Ssd, Ssd, Ssd);

    /// <summary>Yammer's Riak.</summary>
    public static LatencySet Yammer { get; } = new("YMMR", YammerWrite, YammerOther, YammerOther, YammerOther);

    /// <summary>LNKD-DISK over three sites, 75 ms apart one way; each write and each read comes from a site of its own.</summary>
    public static LatencySet WideArea { get; } = LinkedInDisk with { Name = "WAN", Remote = 75 };

    /// <summary>The same for the simulator. What <see cref="Remote"/> adds depends on the client's site and is not in it.</summary>
    public NetworkLegs ToLegs() => new()
    {
        Write = Write.ToLatency(),
        Acknowledgement = Acknowledgement.ToLatency(),
        Read = Read.ToLatency(),
        Reply = Reply.ToLatency(),
    };

    /// <summary>The four sets, in the order of the paper.</summary>
    public static ImmutableArray<LatencySet> Published { get; } = [LinkedInSsd, LinkedInDisk, Yammer, WideArea];

    /// <summary>All legs exponential, with these means in ms.</summary>
    public static LatencySet Exponential(string name, double write, double other) => new(
        name, LegDistribution.Exponential(1 / write), LegDistribution.Exponential(1 / other), LegDistribution.Exponential(1 / other),
        LegDistribution.Exponential(1 / other));
}
