// Compiles the engine with one text replaced and runs a seed in it.
using System.Runtime.Loader;
using DynamoKv.Engine.Simulation.Swarm;
using DynamoKv.Tests.Architecture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DynamoKv.Tests.Mutants;

/// <summary>Compiles the engine in memory, as it is or with a mutant in it, and lets it judge seeds of the swarm.</summary>
internal sealed class MutantCompiler
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private readonly CSharpParseOptions _parsing = new(LanguageVersion.Latest, DocumentationMode.None);
    private readonly CSharpCompilation _engine;

    public MutantCompiler()
    {
        var sources = Repository.Sources.Where(source => source.Extension == ".cs" && source.Path.StartsWith("DynamoKv.Engine/", StringComparison.Ordinal));
        var trees = sources.Select(source => Parse(string.Join('\n', source.Lines), source.Path));
        _engine = CSharpCompilation.Create(
            "DynamoKv.Engine.Mutant",
            [Parse(ImplicitUsings, "ImplicitUsings.cs"), .. trees],
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>The engine as it is.</summary>
    public Func<ulong, string?> Compile() => Load(_engine);

    /// <summary>The engine with a mutant in it.</summary>
    public Func<ulong, string?> Compile(Mutant mutant)
    {
        var path = $"DynamoKv.Engine/{mutant.File}";
        var tree = _engine.SyntaxTrees.Single(tree => tree.FilePath == path);
        return Load(_engine.ReplaceSyntaxTree(tree, Parse(Replace(tree.ToString(), mutant), path)));
    }

    private static string Replace(string text, Mutant mutant)
    {
        var count = text.Split(mutant.Right).Length - 1;
        return count == 1
            ? text.Replace(mutant.Right, mutant.Wrong, StringComparison.Ordinal)
            : throw new InvalidOperationException(
                $"'{mutant.Sentence}': the text to replace stands {count} times in {mutant.File}, and must stand there once. Follow the code: {mutant.Right}");
    }

    private static Func<ulong, string?> Load(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        var errors = result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).ToArray();
        if (!result.Success)
            throw new InvalidOperationException($"The mutant does not compile: {string.Join("; ", errors.Take(5))}");

        image.Position = 0;
        var assembly = new AssemblyLoadContext("mutant", isCollectible: true).LoadFromStream(image);
        var run = assembly.GetType(typeof(SwarmJudge).FullName!)!.GetMethod(nameof(SwarmJudge.Run))!.CreateDelegate<Func<ulong, string?>>();
        return seed => Judge(run, seed);
    }

    // A mutant that throws has been noticed too.
    private static string? Judge(Func<ulong, string?> run, ulong seed)
    {
        try
        {
            return run(seed);
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            return $"{thrown.GetType().Name}: {thrown.Message}";
        }
    }

    private SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, _parsing, path);

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("DynamoKv.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
}
