// The documents name what exists.
using System.Text.RegularExpressions;

namespace DynamoKv.Tests.Architecture;

public sealed partial class DocumentTests
{
    private static readonly string[] Documents =
        [.. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    private static string[] Decisions => [.. Documents.Where(path => path.StartsWith("docs/adr/", StringComparison.Ordinal))];

    [Fact]
    public void Every_file_that_the_architecture_names_exists() =>
        Problems.None(NamedFiles(File.ReadAllText(Repository.PathOf("ARCHITECTURE.md"))).Where(path => !Exists(path)));

    [Fact]
    public void The_architecture_names_files() => Assert.NotEmpty(NamedFiles(File.ReadAllText(Repository.PathOf("ARCHITECTURE.md"))));

    [Fact]
    public void A_file_that_is_not_there_would_be_found() =>
        Assert.Equal(["DynamoKv.Engine/Nowhere.cs"], NamedFiles("see `DynamoKv.Engine/Nowhere.cs` and `README.md`").Where(path => !Exists(path)));

    [Fact]
    public void Every_link_between_documents_leads_somewhere() =>
        Problems.None(Documents.SelectMany(document => Link().Matches(File.ReadAllText(Repository.PathOf(document)))
            .Select(match => match.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#') && !target.StartsWith('/'))
            .Where(target => !Exists(Path.Combine(Path.GetDirectoryName(document)!, target.Split('#')[0])))
            .Select(target => $"{document} links to {target}")));

    [Fact]
    public void Decisions_are_numbered_without_a_gap() =>
        Assert.Equal(
            Enumerable.Range(1, Decisions.Length).Select(number => $"{number:D4}"),
            Decisions.Select(path => Path.GetFileName(path)[..4]));

    [Fact]
    public void A_decision_fits_on_a_page_and_has_its_four_parts() =>
        Problems.None(Decisions.Where(path => !IsDecision(File.ReadAllLines(Repository.PathOf(path)))));

    [Fact]
    public void Every_package_has_a_line_of_reason()
    {
        var reasons = File.ReadAllText(Repository.PathOf("docs/adr/0004-dependencies.md"));
        var packages = Package().Matches(File.ReadAllText(Repository.PathOf("Directory.Packages.props"))).Select(match => match.Groups[1].Value).ToArray();

        Assert.NotEmpty(packages);
        Problems.None(packages.Where(package => !reasons.Contains($"| {package} |", StringComparison.Ordinal)));
    }

    private static bool IsDecision(string[] lines) =>
        lines.Length <= 60 && new[] { "## Context", "## Decision", "## Consequences", "## Alternatives" }.All(lines.Contains);

    private static IEnumerable<string> NamedFiles(string text) => FileName().Matches(text).Select(match => match.Groups[1].Value).Distinct();

    private static bool Exists(string path) => File.Exists(Repository.PathOf(path)) || Directory.Exists(Repository.PathOf(path));

    [GeneratedRegex(@"`((?:[\w.-]+/)*[\w.-]+\.(?:cs|razor|js|css|md|json|sln|props|txt)|(?:DynamoKv\.\w+|docs|\.ci)(?:/[\w.-]+)*/?)`")]
    private static partial Regex FileName();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("PackageVersion Include=\"([^\"]+)\"")]
    private static partial Regex Package();
}
