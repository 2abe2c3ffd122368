// What the command "run" is asked for.
using System.Globalization;

namespace DynamoKv.Web.Hosting.Running;

/// <summary>What the command "run" is asked for.</summary>
/// <param name="Scenarios">The files, or folders of files.</param>
/// <param name="Out">The results folder; null: none is written.</param>
/// <param name="Parallel">How many runs at one time.</param>
internal sealed record RunOrder(IReadOnlyList<string> Scenarios, string? Out, int Parallel)
{
    private const int MostParallel = 256;

    /// <summary>The first seed; null: the file's.</summary>
    public ulong? Seed { get; init; }

    /// <summary>How many seeds; null: the file's.</summary>
    public int? Repeat { get; init; }

    /// <summary>Which part of the runs, from 1, of how many.</summary>
    public (int Part, int Of) Shard { get; init; } = (1, 1);

    /// <summary>Whether runs that the results folder has already are left out.</summary>
    public bool Resumes { get; init; }

    /// <summary>What --help says.</summary>
    public const string Help = """
        run: runs scenarios without a browser and judges them.

          run <file or folder>... [switches]

          --seed <n>            the first seed, in place of the file's
          --repeat <n>          how many seeds, in place of the file's
          --out <folder>        where results are written: log, history, verdicts, CSV, plots, a replay for the browser
          --resume              go on with a results folder that is half done
          --parallel <n>        how many runs at one time; else one a processor
          --shard <i>/<n>       only part i of n, by index; 'merge' joins the folders

        Exit code 0: all came as expected. 1: something did not. 2: unknown, or it could not run.
        """;

    /// <summary>Reads the words after the verb.</summary>
    /// <exception cref="SettingException">When a word is none that there is.</exception>
    public static RunOrder Read(IReadOnlyList<string> words)
    {
        var order = new RunOrder([], null, Environment.ProcessorCount);
        var scenarios = new List<string>();
        for (var index = 0; index < words.Count; index++)
        {
            var word = words[index];
            order = word switch
            {
                "--resume" => order with { Resumes = true },
                "--seed" => order with { Seed = ulong.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : throw Wrong("a whole number from 0") },
                "--repeat" => order with { Repeat = Number(1_000_000) },
                "--parallel" => order with { Parallel = Number(MostParallel) },
                "--out" => order with { Out = Value() },
                "--shard" => order with { Shard = Part(Value()) },
                _ when word.StartsWith('-') => throw new SettingException($"'run' does not know '{word}': see run --help."),
                _ => Add(word),
            };

            RunOrder Add(string scenario)
            {
                scenarios.Add(scenario);
                return order;
            }

            string Value() => index + 1 < words.Count ? words[++index] : throw new SettingException($"'run' needs a value after {word}: see run --help.");

            int Number(int most) =>
                int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : throw Wrong($"a whole number from 1 to {most}");

            SettingException Wrong(string wanted) => new($"{word} is '{words[index]}': it must be {wanted}.");
        }

        return scenarios.Count == 0 ? throw new SettingException("'run' needs a scenario: a file or a folder; see run --help.")
            : order.Resumes && order.Out is null ? throw new SettingException("--resume goes with --out: it says which results are there already.")
            : order with { Scenarios = scenarios };
    }

    private static (int, int) Part(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            && int.TryParse(text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var of)
            && part >= 1 && part <= of
            ? (part, of)
            : throw new SettingException($"--shard is '{text}': it must be a part and how many there are, like 2/4.");
    }
}
