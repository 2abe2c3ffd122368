// The words on the command line.
using System.Globalization;

namespace DynamoKv.Web.Hosting;

/// <summary>Reads what the command line says beyond plain settings.</summary>
public static class CommandLine
{
    /// <summary>What a user reads who asks for a real node.</summary>
    public const string NodeModeRefusal =
        "Mode 'node' (a real cluster) is not in this version: leave it out to start the simulator.";

    private static readonly Dictionary<string, string> Shorthands = new() { ["--port"] = PortKey };

    /// <summary>The configuration key behind --port.</summary>
    public const string PortKey = "port";

    /// <summary>Adds the command line to a configuration: any setting as --DynamoKv:Quorum:N=2, and --port.</summary>
    public static void AddTo(IConfigurationBuilder configuration, string[] arguments) =>
        configuration.AddCommandLine(arguments, Shorthands);

    /// <summary>Refuses verbs: there are none in this version.</summary>
    /// <exception cref="SettingException">When the first word is no setting.</exception>
    public static void RefuseVerbs(string[] arguments)
    {
        if (arguments is [var first, ..] && !first.StartsWith('-') && !first.StartsWith('/') && !first.Contains('='))
        {
            throw new SettingException(first == "node"
                ? NodeModeRefusal
                : $"The command '{first}' is not in this version: start the simulator without one.");
        }
    }

    /// <summary>The port that --port names; null: none was named.</summary>
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
}
