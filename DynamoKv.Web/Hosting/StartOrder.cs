// What the command line asks for.
namespace DynamoKv.Web.Hosting;

/// <summary>What to do.</summary>
public enum StartKind
{
    /// <summary>Serve: the simulator or a node, as the settings say.</summary>
    Serve,

    /// <summary>Start several nodes as processes of their own.</summary>
    Cluster,

    /// <summary>Ask a running server, or tell it something.</summary>
    Admin,

    /// <summary>Run scenarios or experiments without a browser, or join what came of them.</summary>
    Run,

    /// <summary>Say what there is.</summary>
    Help,
}

/// <summary>What the command line asks for.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Arguments">The settings, as --key=value, for the server or for each node; of an administrator's command and of a run all its words.</param>
/// <param name="Text">The help; empty for all else.</param>
/// <param name="Nodes">How many nodes a cluster has.</param>
/// <param name="FirstPort">The port of its first node.</param>
public sealed record StartOrder(StartKind Kind, IReadOnlyList<string> Arguments, string Text = "", int Nodes = 0, int FirstPort = 0);
