// Scenarios to texts.
using DynamoKv.Engine.Scenarios.Grammar;

namespace DynamoKv.Engine.Scenarios;

/// <summary>Writes scenarios as YAML. What holds anyway is left out; what is read back is the same.</summary>
public static class ScenarioWriter
{
    /// <summary>The text, which ends with a line break.</summary>
    public static string Write(ScenarioFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return string.Concat(FileWords.File.WriteLines(file)!.Select(line => $"{line}\n"));
    }
}
