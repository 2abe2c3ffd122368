// The words on the command line.
using System.Globalization;
using DynamoKv.Web.Hosting.Administration;

namespace DynamoKv.Web.Hosting;

/// <summary>Reads what the command line says beyond plain settings.</summary>
public static class CommandLine
{
    /// <summary>The configuration key behind --port.</summary>
    public const string PortKey = "port";

    /// <summary>The variable of the environment that names a node, and by that asks for one.</summary>
    public const string NodeIdVariable = "NODE_ID";

    private const string NodeMode = $"--{ServerOptions.Section}:Mode=node";
    private const int FirstClusterPort = 8_081;
    private const int MostNodes = 20;

    private static readonly Dictionary<string, string> Shorthands = new() { ["--port"] = PortKey };

    /// <summary>Adds the command line to a configuration: any setting as --DynamoKv:Quorum:N=2, and --port.</summary>
    public static void AddTo(IConfigurationBuilder configuration, string[] arguments) =>
        configuration.AddCommandLine(arguments, Shorthands);

    /// <summary>What the command line asks for.</summary>
    /// <param name="arguments">The words.</param>
    /// <param name="nodeId">What the environment says under NODE_ID; null or empty: nothing.</param>
    /// <exception cref="SettingException">When a word is none that there is.</exception>
    public static StartOrder Read(string[] arguments, string? nodeId = null)
    {
        if (arguments is [var first, ..] && !first.StartsWith('-') && !first.StartsWith('/') && !first.Contains('='))
        {
            return ReadVerb(first, arguments[1..]);
        }

        return AsksForHelp(arguments) ? Help(HelpText.Overview)
            : string.IsNullOrEmpty(nodeId) ? new StartOrder(StartKind.Serve, arguments)
            : new StartOrder(StartKind.Serve, [NodeMode, .. arguments]);
    }

    /// <summary>The port that --port or PORT names; null: none was named.</summary>
    /// <exception cref="SettingException">When it is no port.</exception>
    public static int? Port(IConfiguration configuration)
    {
        if (configuration[PortKey] is not { Length: > 0 } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65_535
            ? port
            : throw new SettingException($"--port is '{text}': it must be a whole number from 0 to 65535.");
    }

    private static StartOrder ReadVerb(string verb, string[] words) => verb switch
    {
        "help" => Help(HelpText.Overview),
        "node" when AsksForHelp(words) => Help(HelpText.Of("node", CommandSwitch.OfNode)),
        "node" => new StartOrder(StartKind.Serve, [NodeMode, .. VerbWords.Read("node", words, CommandSwitch.OfNode)]),
        "cluster" when AsksForHelp(words) => Help(HelpText.Of("cluster", CommandSwitch.OfCluster)),
        "cluster" => ReadCluster(VerbWords.Read("cluster", words, CommandSwitch.OfCluster)),
        "run" or "merge" or "bench" or "experiment" => new StartOrder(StartKind.Run, [verb, .. words]),
        _ when AdminVerb.Knows(verb) => new StartOrder(StartKind.Admin, [verb, .. words]),
        _ => throw new SettingException(
            $"There is no command '{verb}': use node, cluster, run, merge, bench, experiment, admin, backup, restore, health or help, or none to start the simulator."),
    };

    private static StartOrder ReadCluster(IReadOnlyList<string> settings)
    {
        var nodes = Number(settings, "nodes", 3, 1, MostNodes);
        var port = Number(settings, PortKey, FirstClusterPort, 1, 65_536 - nodes);
        return new StartOrder(
            StartKind.Cluster, [.. settings.Where(setting => !IsOf(setting, "nodes") && !IsOf(setting, PortKey))], "", nodes, port);
    }

    private static int Number(IReadOnlyList<string> settings, string name, int standard, int low, int high)
    {
        var text = settings.LastOrDefault(setting => IsOf(setting, name))?[(name.Length + 3)..];
        return text is null ? standard
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high ? value
            : throw new SettingException($"--{name} is '{text}': it must be a whole number from {low} to {high}.");
    }

    private static bool IsOf(string setting, string name) => setting.StartsWith($"--{name}=", StringComparison.OrdinalIgnoreCase);

    private static bool AsksForHelp(string[] words) => words.Any(word => word is "--help" or "-h" or "-?");

    private static StartOrder Help(string text) => new(StartKind.Help, [], text);
}
