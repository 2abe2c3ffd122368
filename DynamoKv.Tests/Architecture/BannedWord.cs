// Words that may not stand in the source, where, and what to do instead.
using System.Text.RegularExpressions;

namespace DynamoKv.Tests.Architecture;

/// <summary>A pattern that may not stand in some files.</summary>
/// <param name="Pattern">A regular expression, matched line by line.</param>
/// <param name="Folder">Where it is banned: a folder from the root, or empty for all.</param>
/// <param name="Extension">In which files: ".js", or empty for all.</param>
/// <param name="Instead">What to do instead.</param>
internal sealed record BannedWord(string Pattern, string Folder, string Extension, string Instead)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<BannedWord> All { get; } =
    [
        new(@"\b(TODO|FIXME|XXX|HACK)\b", "", "", "do it now, or open an issue"),
        new(@"\bNotImplemented[E]xception\b", "", "", "a member that is there works"),
        new(@"\bThread\.Sleep\b", "", "", "wait for the thing itself"),
        new(@"\bTask\.Delay\b", "DynamoKv.Tests", "", "move virtual time, or wait for the thing itself"),
        new(@"\bWaitForTimeoutAsync\b", "DynamoKv.Tests", "", "wait for what the page shows"),
        new(@"\[(Fact|Theory)\(.*\bSkip\s*=", "DynamoKv.Tests", "", "a test runs or is deleted"),
        new(@"\bRandom\.Shared\b|\bnew Random\(", "", ".cs", "use DynamoKv.Engine.Primitives.DeterministicRandom"),
        new(@"\bMath\.random\(", "", ".js", "what a page shows comes from the log"),
        new(@"\bConsole\.Write", "DynamoKv.Engine", "", "trace through the outbox; a host decides what to print"),
        new(@"\bConsole\.Write", "DynamoKv.Web", "", "log through ILogger"),
        new(@"\basync void\b", "", ".cs", "return a Task that somebody awaits"),
        new(@"\.GetAwaiter\(\)\.GetResult\(\)", "DynamoKv.Web", "", "await it"),
        new(@"\beval\(|\bnew Function\(", "", ".js", "the content security policy forbids it"),
        new(@"(src|href|url\(|@import)\s*=?\s*[""'(]?https?://", "DynamoKv.Web", "", "the app works offline: ship the file"),
    ];

    /// <summary>"path:line: 'word': advice" for each line of a file that holds the word.</summary>
    public IEnumerable<string> FindIn(SourceFile file)
    {
        if ((Folder.Length > 0 && !file.IsIn(Folder)) || (Extension.Length > 0 && file.Extension != Extension))
        {
            yield break;
        }

        for (var line = 0; line < file.Lines.Count; line++)
        {
            if (Regex.Match(file.Lines[line], Pattern) is { Success: true } match)
            {
                yield return $"{file.At(line)}: '{match.Value}': {Instead}";
            }
        }
    }
}
