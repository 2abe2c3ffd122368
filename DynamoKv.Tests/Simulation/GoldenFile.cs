// Compares a transcript with the one that was reviewed.
using System.Runtime.CompilerServices;

namespace DynamoKv.Tests.Simulation;

internal static class GoldenFile
{
    /// <summary>Set to 1 to rewrite the reviewed transcripts; look at the diff before committing it.</summary>
    private const string AcceptVariable = "DYNAMOKV_ACCEPT_GOLDEN";

    public static void AssertSame(string name, IEnumerable<string> lines, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller)!, "golden", $"{name}.txt");
        var actual = string.Concat(lines.Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
            File.WriteAllText(path, actual);

        Assert.True(File.Exists(path), $"{path} is missing: run once with {AcceptVariable}=1 and review it.");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
