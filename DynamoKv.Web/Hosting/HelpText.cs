// What --help says.
using System.Text;

namespace DynamoKv.Web.Hosting;

/// <summary>What --help says.</summary>
internal static class HelpText
{
    public const string Overview = """
        DynamoKv: a Dynamo-style key-value cluster to watch, and to run.

          (no command)   start the simulator, http://localhost:8080
          node           start a node of a real cluster; node --help
          cluster        start a real cluster of several nodes on this machine; cluster --help
          run            run scenarios without a browser and judge them; run --help
          merge          join results that were made in parts; merge --help
          bench          measure the simulator on this machine; bench --help
          experiment     measure published results again and compare; experiment --help
          admin          ask a running node, or tell it what to do, for scripts; admin --help
          backup         write what a node's disk holds, or a cluster's live data, into a file; backup --help
          restore        put such a file back; restore --help
          health         whether a server can serve, as exit code; health --help
          help           this text

        Any setting can be given as --DynamoKv:Quorum:N=2, as DynamoKv__Quorum__N=2 in the environment, or in appsettings.json.
        """;

    /// <summary>The help of a verb.</summary>
    public static string Of(string verb, IReadOnlyList<CommandSwitch> switches)
    {
        var text = new StringBuilder(verb == "node"
            ? "node: starts a node of a real cluster. Its disk says who is a member; the first time, seeds or founders do.\n"
            : "cluster: starts several nodes on this machine as processes of their own, and stops them with itself.\n");
        foreach (var one in switches)
        {
            text.Append("\n  ").Append((one.Name + (one.Flag is null ? " <value>" : "")).PadRight(22)).Append(one.Help);
        }

        return text.Append("\n\nAny other setting can be given as --DynamoKv:Quorum:N=2.").ToString();
    }
}
