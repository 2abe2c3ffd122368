// The words of the glossary, as the help shows them.
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Shared;

/// <summary>A word of the glossary.</summary>
/// <param name="Section">Under which heading it stands.</param>
/// <param name="Term">The word.</param>
/// <param name="Meaning">What it means, in plain text with marks for code and emphasis.</param>
/// <param name="Paper">Sections of the paper; "-": the word is this project's own.</param>
public sealed record GlossaryWord(string Section, string Term, string Meaning, string Paper)
{
    /// <summary>Whether a text stands in the word or its meaning.</summary>
    public bool Has(string text) => Term.Contains(text, StringComparison.OrdinalIgnoreCase) || Meaning.Contains(text, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The words of the glossary, read from the document that the server carries.</summary>
public static partial class Glossary
{
    private const string Document = "glossary.md";
    private static readonly Lazy<IReadOnlyList<GlossaryWord>> Words = new(Load);

    /// <summary>All words, in the order of the document.</summary>
    public static IReadOnlyList<GlossaryWord> All => Words.Value;

    /// <summary>The words of a document.</summary>
    public static IReadOnlyList<GlossaryWord> Read(string markdown)
    {
        var section = "";
        var words = new List<GlossaryWord>();
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                section = line[3..].Trim();
            }
            else if (Row().Match(line) is { Success: true } row)
            {
                words.Add(new GlossaryWord(section, row.Groups[1].Value, row.Groups[2].Value.Replace("\\|", "|", StringComparison.Ordinal), row.Groups[3].Value));
            }
        }

        return words;
    }

    /// <summary>A meaning as HTML: code and emphasis, and nothing else.</summary>
    public static MarkupString ToHtml(string meaning) =>
        new(Mark().Replace(WebUtility.HtmlEncode(meaning), match => match.Groups[1].Success ? $"<code>{match.Groups[1].Value}</code>" : $"<em>{match.Groups[2].Value}</em>"));

    private static IReadOnlyList<GlossaryWord> Load()
    {
        using var stream = typeof(Glossary).Assembly.GetManifestResourceStream(Document)
            ?? throw new InvalidOperationException($"The server carries no {Document}.");
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd());
    }

    [GeneratedRegex(@"^\| \*\*(.+?)\*\* \| (.+) \| (.+?) \|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"`([^`]+)`|\*([^*]+)\*")]
    private static partial Regex Mark();
}
