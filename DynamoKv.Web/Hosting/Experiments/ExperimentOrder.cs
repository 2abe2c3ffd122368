// What the command "experiment" is asked for.
using System.Globalization;
using DynamoKv.Engine.Experiments.Published;

namespace DynamoKv.Web.Hosting.Experiments;

/// <summary>What the command "experiment" is asked for.</summary>
/// <param name="Names">Published results by name, or scenario files; none: all published results.</param>
/// <param name="Size">How much is measured.</param>
/// <param name="Out">Where results are written; null: nowhere.</param>
/// <param name="Parallel">How many parts at one time.</param>
internal sealed record ExperimentOrder(IReadOnlyList<string> Names, ExperimentSize Size, string? Out, int Parallel)
{
    private const int MostParallel = 256;

    /// <summary>What --help says.</summary>
    public static string Help => $"""
        experiment: measures published results again, through the nodes, and says whether they agree.

          experiment [name or scenario file]... [switches]

          --quick               seconds in place of minutes: it finds gross errors
          --out <folder>        where results are written: Markdown, CSV, JSON, plots; parts that are there already are not done again
          --parallel <n>        how many parts at one time; else one a processor

        Published results: {string.Join(", ", PublishedResults.Of(ExperimentSize.Quick).Select(one => one.Name))}.
        Without a name all of them are measured. A scenario file is run over its sweep, with the same seeds in each cell.

        Exit code 0: all agree. 1: something does not. 2: unknown, or it could not run.
        """;

    /// <summary>Reads the words after the verb.</summary>
    /// <exception cref="SettingException">When a word is none that there is.</exception>
    public static ExperimentOrder Read(IReadOnlyList<string> words)
    {
        var order = new ExperimentOrder([], ExperimentSize.Full, null, Environment.ProcessorCount);
        var names = new List<string>();
        for (var index = 0; index < words.Count; index++)
        {
            var word = words[index];
            switch (word)
            {
                case "--quick": order = order with { Size = ExperimentSize.Quick }; break;
                case "--out": order = order with { Out = Value() }; break;
                case "--parallel": order = order with { Parallel = Number(Value()) }; break;
                case var _ when word.StartsWith('-'): throw new SettingException($"'experiment' does not know '{word}': see experiment --help.");
                default: names.Add(word); break;
            }

            string Value() => index + 1 < words.Count
                ? words[++index]
                : throw new SettingException($"'experiment' needs a value after {word}: see experiment --help.");
        }

        return order with { Names = names };
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostParallel
            ? number
            : throw new SettingException($"--parallel is '{text}': it must be a whole number from 1 to {MostParallel}.");
}
