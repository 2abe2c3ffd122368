// Why something is not there.
namespace DynamoKv.Web.Components.Shared;

/// <summary>Why something is not there.</summary>
public enum StateKind
{
    /// <summary>There is nothing, and that is right.</summary>
    Empty,

    /// <summary>It is on its way.</summary>
    Loading,

    /// <summary>Some of it is there, and nobody can tell about the rest.</summary>
    Incomplete,

    /// <summary>It is not to be had.</summary>
    Problem,
}
