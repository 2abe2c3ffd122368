// What a client may expect of its own session.
namespace DynamoKv.Engine.Checking.Histories.Sessions;

/// <summary>What a client may expect of its own session (Terry et al. 1994), key by key.</summary>
public enum SessionGuarantee
{
    /// <summary>Its reads know its own acknowledged writes.</summary>
    ReadYourWrites,

    /// <summary>Its reads know all that its earlier reads knew.</summary>
    MonotonicReads,

    /// <summary>Its writes come after its own earlier ones for everybody.</summary>
    MonotonicWrites,

    /// <summary>Its writes come after what it had read for everybody.</summary>
    WritesFollowReads,
}
