// What can't be done with a real cluster, and why.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Web.Sessions.Live;

/// <summary>What can't be done with a real cluster, and why.</summary>
internal static class LiveLimits
{
    private const string Speed = "This is a real cluster: time passes by itself, and can't be stopped, slowed down or turned back.";

    /// <summary>Why a real cluster has no other runs.</summary>
    public const string Runs = "This server is a node of a real cluster, which has one run only, main: start a simulator for runs of your own.";

    /// <param name="cluster">The cluster's name.</param>
    /// <param name="self">The member whose page it is.</param>
    /// <param name="takesFaults">Whether it was started with --enable-chaos.</param>
    public static SessionLimits Of(string cluster, NodeId self, bool takesFaults) =>
        new(takesFaults ? null : Faults(self), Speed, Runs, $"This is a real cluster: type its name, {cluster}, before you change anything in it.") { Name = cluster };

    private static string Faults(NodeId self) =>
        $"This is a real cluster, and {self} was not started with --enable-chaos: nothing is broken on purpose here. Try it in a simulation.";
}
