// Sizes, openings and places of the source files.
using System.Text.RegularExpressions;

namespace DynamoKv.Tests.Architecture;

public sealed partial class SourceFileTests
{
    private const int LongestFile = 300;
    private const int MedianFile = 90;
    private const int LongestMethod = 60;
    private const int MedianMethod = 8;
    private const int UsualLine = 120;
    private const int LongestLine = 200; // a sentence for people or a row of a table may stand out, if few do
    private const double StandingOut = 0.05;

    /// <summary>Files that may be longer than the limit, each with the reason.</summary>
    private static readonly Dictionary<string, string> LongFiles = [];

    private static IEnumerable<SourceFile> Code => Repository.Sources.Where(file => file.Extension is ".cs" or ".razor");

    private static IEnumerable<SourceFile> CSharp => Repository.Sources.Where(file => file.Extension == ".cs");

    [Fact]
    public void No_file_is_longer_than_the_limit_without_a_reason() =>
        Problems.None(Repository.Sources
            .Where(file => file.Lines.Count > LongestFile && !LongFiles.ContainsKey(file.Path))
            .Select(file => $"{file.Path}: {file.Lines.Count} lines, limit {LongestFile}"));

    [Fact]
    public void Every_reason_for_a_long_file_is_still_needed() =>
        Problems.None(LongFiles.Keys.Where(path => !Repository.Sources.Any(file => file.Path == path && file.Lines.Count > LongestFile)));

    [Fact]
    public void Half_of_the_files_are_short()
    {
        var median = Median(Code.Select(file => file.Lines.Count));
        Assert.True(median <= MedianFile, $"The median file has {median} lines: split, until it is at most {MedianFile}.");
    }

    [Fact]
    public void No_method_is_longer_than_a_screen() =>
        Problems.None(CSharp.SelectMany(file => Methods.In(file).Where(method => method.Length > LongestMethod)
            .Select(method => $"{file.At(method.Line)}: {method.Length} lines, limit {LongestMethod}")));

    [Fact]
    public void Half_of_the_methods_are_short()
    {
        var median = Median(CSharp.SelectMany(Methods.In).Select(method => method.Length));
        Assert.True(median <= MedianMethod, $"The median method with a body has {median} lines: split, until it is at most {MedianMethod}.");
    }

    [Fact]
    public void Few_lines_are_wider_than_usual()
    {
        var lines = CSharp.SelectMany(file => file.Lines).ToArray();
        var share = lines.Count(line => line.Length > UsualLine) / (double)lines.Length;
        Assert.True(share <= StandingOut, $"{share:P1} of the lines are wider than {UsualLine} columns: at most {StandingOut:P0} may be.");
    }

    [Fact]
    public void No_line_runs_out_of_the_window() =>
        Problems.None(CSharp.SelectMany(file => file.Lines
            .Select((line, index) => (line, index))
            .Where(at => at.line.Length > LongestLine)
            .Select(at => $"{file.At(at.index)}: {at.line.Length} columns, limit {LongestLine}")));

    [Fact]
    public void Every_file_opens_with_what_it_is() =>
        Problems.None(Repository.Sources
            .Where(file => !file.Path.EndsWith("_Imports.razor", StringComparison.Ordinal))
            .Where(file => !file.Path.EndsWith(".razor.css", StringComparison.Ordinal)) // its component says what it is
            .Where(file => !OpensWithAComment(file))
            .Select(file => file.Path));

    [Fact]
    public void A_namespace_is_its_folder() =>
        Problems.None(CSharp.Select(NamespaceProblem).OfType<string>());

    [Theory]
    [InlineData("A.cs", "using System;", false)]
    [InlineData("A.cs", "// What it is.", true)]
    [InlineData("A.razor", "@* What it is. *@", true)]
    [InlineData("A.razor", "<p>", false)]
    [InlineData("a.css", "/* What it is. */", true)]
    [InlineData("a.js", "// What it is.", true)]
    public void The_opening_check_tells_a_comment_from_code(string path, string line, bool opens) =>
        Assert.Equal(opens, OpensWithAComment(new SourceFile(path, [line])));

    [Fact]
    public void The_place_check_finds_a_file_in_the_wrong_folder() =>
        Assert.NotNull(NamespaceProblem(new SourceFile("DynamoKv.Engine/Ring/A.cs", ["// A.", "namespace DynamoKv.Engine.Node;"])));

    [Fact]
    public void The_method_check_measures_the_body()
    {
        var file = new SourceFile("A.cs", ["class A", "{", "    void B()", "    {", "        C();", "        D();", "    }", "}"]);
        Assert.Equal([(3, 2)], Methods.In(file));
    }

    private static bool OpensWithAComment(SourceFile file)
    {
        var first = file.Lines.FirstOrDefault(line => !string.IsNullOrWhiteSpace(line))?.TrimStart('\uFEFF') ?? string.Empty;
        return first.StartsWith("//", StringComparison.Ordinal) || first.StartsWith("@*", StringComparison.Ordinal)
            || first.StartsWith("/*", StringComparison.Ordinal);
    }

    private static string? NamespaceProblem(SourceFile file)
    {
        var declared = file.Lines.Select(line => Namespace().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;
        return declared is null || declared == file.FolderAsNamespace ? null : $"{file.Path} declares {declared}";
    }

    private static int Median(IEnumerable<int> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    [GeneratedRegex(@"^namespace ([\w.]+)\s*[;{]?\s*$")]
    private static partial Regex Namespace();
}
