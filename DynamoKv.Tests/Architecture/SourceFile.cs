// One hand-written file of the solution.
namespace DynamoKv.Tests.Architecture;

/// <summary>A source file: its path from the repository's root, with forward slashes, and its lines.</summary>
internal sealed record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    /// <summary>The path's extension, with its dot.</summary>
    public string Extension => System.IO.Path.GetExtension(Path);

    /// <summary>The folder as a namespace: "DynamoKv.Engine.Ring".</summary>
    public string FolderAsNamespace => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/').Replace('/', '.');

    /// <summary>Whether the file lies in a folder, given from the root.</summary>
    public bool IsIn(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>"path:line" of a line counted from 0.</summary>
    public string At(int line) => $"{Path}:{line + 1}";
}
