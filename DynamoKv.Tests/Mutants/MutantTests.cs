// Each seeded bug is found by the seed that it names.
using System.Collections.Concurrent;
using DynamoKv.Tests.Architecture;

namespace DynamoKv.Tests.Mutants;

public sealed class MutantTests
{
    private const ulong Seeds = 200;

    private static readonly ParallelOptions TwoAtATime = new() { MaxDegreeOfParallelism = 2 };
    private static readonly Lazy<MutantCompiler> Compiler = new(() => new MutantCompiler());

    [Fact]
    public void Every_mutant_is_found_by_its_seed_and_nothing_is_found_without_it()
    {
        var right = Compiler.Value.Compile();
        var problems = new ConcurrentBag<string>();
        Parallel.ForEach(MutantList.All, TwoAtATime, mutant =>
        {
            if (ProblemWith(mutant) is { } problem)
                problems.Add(problem);
            else if (right(mutant.Seed) is { } report)
                problems.Add($"Without any mutant: {report}");
        });

        Assert.True(problems.IsEmpty, string.Join("\n", problems.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Mutants_have_names_of_their_own_and_seeds_of_the_checked_ones()
    {
        Assert.True(MutantList.All.Length >= 15, "Fewer than fifteen mutants.");
        Assert.Equal(MutantList.All.Length, MutantList.All.Select(mutant => mutant.Sentence).Distinct().Count());
        Assert.All(MutantList.All, mutant => Assert.InRange(mutant.Seed, 1UL, Seeds));
    }

    [Fact]
    public void The_document_has_the_mutants_and_their_seeds()
    {
        var rows = File.ReadLines(Repository.PathOf("docs/swarm.md")).SkipWhile(line => line != "| bug | seed |").Skip(2);
        Assert.Equal(MutantList.All.Select(mutant => $"| {mutant.Sentence} | {mutant.Seed} |"), rows);
    }

    [Fact]
    public void A_mutant_whose_text_is_gone_is_reported()
    {
        var gone = new Mutant("Text that never was", "Quorums/Tally.cs", "never was", "", 1);
        var thrown = Assert.Throws<InvalidOperationException>(() => Compiler.Value.Compile(gone));
        Assert.Contains("stands 0 times", thrown.Message, StringComparison.Ordinal);
    }

    private static string? ProblemWith(Mutant mutant)
    {
        var wrong = Compiler.Value.Compile(mutant);
        if (wrong(mutant.Seed) is not null)
            return null;

        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            if (wrong(seed) is { } report)
                return $"'{mutant.Sentence}' is not found by seed {mutant.Seed}, but by seed {seed}: {report.Split('\n').ElementAtOrDefault(1)}";
        }

        return $"'{mutant.Sentence}' is found by no seed of 1 to {Seeds}: the swarm or its checkers are too weak.";
    }
}
