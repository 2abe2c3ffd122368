// The lines of the Dockerfile.
using System.Text.RegularExpressions;
using DynamoKv.Tests.Architecture;

namespace DynamoKv.Tests.Deployment;

/// <summary>An instruction of the Dockerfile: "COPY" and what follows.</summary>
internal sealed record DockerInstruction(string Word, string Text);

/// <summary>The instructions of the Dockerfile, each on one line.</summary>
internal static class DockerFile
{
    public static IReadOnlyList<DockerInstruction> Instructions { get; } =
    [
        .. File.ReadAllText(Repository.PathOf("deploy/Dockerfile")).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
            .Where(line => line.Length > 0 && !line.StartsWith('#')).Select(line => line.Split(' ', 2)).Select(parts => new DockerInstruction(parts[0], parts[1].Trim())),
    ];

    /// <summary>The environment that the image sets.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = Instructions.Where(one => one.Word == "ENV")
        .SelectMany(one => Regex.Split(one.Text, @"\s+")).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
}
