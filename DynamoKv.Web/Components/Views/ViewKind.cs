// The views of the workbench.
namespace DynamoKv.Web.Components.Views;

/// <summary>The views of the workbench, a closed set. The value is the key that shows it.</summary>
public enum ViewKind
{
    /// <summary>Nodes, tokens and keys on the ring.</summary>
    Ring = 1,

    /// <summary>The space-time diagram.</summary>
    Flow = 2,

    /// <summary>The versions of a key.</summary>
    Versions = 3,

    /// <summary>The Merkle trees of two replicas.</summary>
    Merkle = 4,

    /// <summary>All about one node.</summary>
    State = 5,

    /// <summary>The log.</summary>
    Log = 6,

    /// <summary>Curves over time.</summary>
    Plots = 7,
}
