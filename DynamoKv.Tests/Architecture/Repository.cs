// The repository that the tests were built from: where it is and what source it holds.
namespace DynamoKv.Tests.Architecture;

/// <summary>The repository's root and its source files.</summary>
internal static class Repository
{
    private static readonly string[] Projects = ["DynamoKv.Engine", "DynamoKv.Web", "DynamoKv.Tests", "DynamoKv.Benchmarks"];
    private static readonly string[] Extensions = [".cs", ".razor", ".js", ".css"];

    /// <summary>The folder that holds DynamoKv.sln, found upwards from where the tests run.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Every hand-written source file of the solution, sorted by path.</summary>
    public static IReadOnlyList<SourceFile> Sources { get; } = ReadSources();

    /// <summary>The full path of a file of the repository.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static SourceFile[] ReadSources() =>
        [.. Projects
            .SelectMany(project => Directory.EnumerateFiles(PathOf(project), "*", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(IsSource)
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllLines(PathOf(path))))];

    private static bool IsSource(string path) =>
        Extensions.Contains(Path.GetExtension(path), StringComparer.Ordinal)
        && !path.Split('/').Any(folder => folder is "bin" or "obj" or "TestResults" or "lib")
        && !path.EndsWith(".min.js", StringComparison.Ordinal);

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DynamoKv.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above '{start}' holds DynamoKv.sln: run the tests from a build inside the repository.");
    }
}
