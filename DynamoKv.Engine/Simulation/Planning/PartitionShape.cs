// Partitions of known shapes.
namespace DynamoKv.Engine.Simulation.Planning;

/// <summary>A partition of a known shape, over all nodes that there are when it begins. Who is where is drawn by chance.</summary>
public enum PartitionShape
{
    /// <summary>One node alone, the others together.</summary>
    Isolate,

    /// <summary>Two halves; of an odd number the second is larger.</summary>
    Halves,

    /// <summary>The smallest majority, and the rest.</summary>
    Majority,

    /// <summary>Two halves, and one node that both reach.</summary>
    Bridge,

    /// <summary>Each node hears a majority, itself among it, and no two hear the same.</summary>
    MajoritiesRing,

    /// <summary>Two halves: the first is not heard by the second, but hears it.</summary>
    Asymmetric,

    /// <summary>Some nodes are cut off one by one in the first half of the time, and let in again in another order in the second.</summary>
    SwizzleClog,
}

/// <summary>The names of the shapes in the scenario language.</summary>
public static class PartitionShapes
{
    /// <summary>The name of a shape: "majorities_ring".</summary>
    public static string NameOf(PartitionShape shape) => shape switch
    {
        PartitionShape.Isolate => "isolate",
        PartitionShape.Halves => "halves",
        PartitionShape.Majority => "majority",
        PartitionShape.Bridge => "bridge",
        PartitionShape.MajoritiesRing => "majorities_ring",
        PartitionShape.Asymmetric => "asymmetric",
        PartitionShape.SwizzleClog => "swizzle_clog",
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "There is no such shape."),
    };
}
