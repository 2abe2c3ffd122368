// What can't be done with a real cluster, and why.
namespace DynamoKv.Web.Sessions.Live;

/// <summary>What can't be done with a real cluster, and why.</summary>
internal static class LiveLimits
{
    private const string Faults = "This is a real cluster: nothing is broken on purpose here. Try it in a simulation.";
    private const string Speed = "This is a real cluster: time passes by itself, and can't be stopped, slowed down or turned back.";

    /// <summary>Why a real cluster has no other runs.</summary>
    public const string Runs = "This server is a node of a real cluster, which has one run only, main: start a simulator for runs of your own.";

    public static SessionLimits Of(string cluster) =>
        new(Faults, Speed, Runs, $"This is a real cluster: type its name, {cluster}, before you change anything in it.") { Name = cluster };
}
