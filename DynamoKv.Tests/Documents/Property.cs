// Finds the properties among the tests, and how many cases each is tried with.
using System.Globalization;
using System.Text.RegularExpressions;
using DynamoKv.Tests.Architecture;

namespace DynamoKv.Tests.Documents;

/// <summary>A law that a test tries on generated cases.</summary>
/// <param name="Folder">The test's folder below DynamoKv.Tests.</param>
/// <param name="Name">The test's name, as a sentence.</param>
/// <param name="Runs">How many cases are tried at each test run.</param>
internal sealed partial record Property(string Folder, string Name, long Runs)
{
    private const long DefaultRuns = 100; // CsCheck's, unless CsCheck_Iter says otherwise

    /// <summary>The properties of a test file, in its order.</summary>
    public static IEnumerable<Property> In(SourceFile file)
    {
        var text = string.Join('\n', file.Lines);
        var tests = Test().Matches(text);
        for (var index = 0; index < tests.Count; index++)
        {
            var end = index + 1 < tests.Count ? tests[index + 1].Index : text.Length;
            var body = text[tests[index].Index..end];
            if (body.Contains(".Sample(", StringComparison.Ordinal))
            {
                yield return new Property(FolderOf(file), tests[index].Groups[1].Value.Replace('_', ' '), RunsIn(body, text));
            }
        }
    }

    private static string FolderOf(SourceFile file) => Path.GetDirectoryName(file.Path)!.Replace("DynamoKv.Tests/", string.Empty, StringComparison.Ordinal);

    private static long RunsIn(string body, string file)
    {
        var count = Iterations().Match(body) is { Success: true } match ? match.Groups[1].Value : string.Empty;
        if (count.Length > 0 && !char.IsAsciiDigit(count[0]))
        {
            count = Regex.Match(file, $@"const \w+ {count} = ([\d_]+)").Groups[1].Value;
        }

        return long.TryParse(count.Replace("_", string.Empty, StringComparison.Ordinal), CultureInfo.InvariantCulture, out var runs) ? runs : DefaultRuns;
    }

    [GeneratedRegex(@"\[Fact\]\s+public (?:async )?(?:void|Task|ValueTask) (\w+)\(")]
    private static partial Regex Test();

    [GeneratedRegex(@"iter: ?([\w_]+)")]
    private static partial Regex Iterations();
}
