// Hand-made histories, each with the verdict of every checker: DynamoKv.Tests/Checking/Histories/corpus.
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Tests.Architecture;

namespace DynamoKv.Tests.Checking.Histories;

public sealed class CorpusTests
{
    private static readonly string Folder = Repository.PathOf("DynamoKv.Tests/Checking/Histories/corpus");

    public static TheoryData<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.txt")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_checker_says_of_a_history_what_the_file_says(string name)
    {
        var lines = LinesOf(name);
        var history = HistoryOf(lines);
        var verdicts = Checkers.All.Select(checker => checker.Check(history)).ToArray();

        Assert.Equal(Listed(lines, "fail:"), Of(verdicts, VerdictOutcome.Fail));
        Assert.Equal(Listed(lines, "unknown:"), Of(verdicts, VerdictOutcome.Unknown));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_its_witness_a_history_passes(string name)
    {
        var history = HistoryOf(LinesOf(name));
        foreach (var checker in Checkers.All)
        {
            var verdict = checker.Check(history);
            if (verdict.Outcome != VerdictOutcome.Fail)
                continue;

            Assert.NotEmpty(verdict.Witness);
            Assert.NotEmpty(verdict.Lines);
            Assert.All(verdict.Example, row => Assert.Contains(row.Operation, verdict.Sentence, StringComparison.Ordinal));
            Assert.NotEqual(VerdictOutcome.Fail, checker.Check(history.Without(verdict.Witness)).Outcome);
        }
    }

    [Fact]
    public void Every_checker_fails_somewhere_and_passes_somewhere()
    {
        var histories = Names.Select(name => HistoryOf(LinesOf(name.Data))).ToArray();
        foreach (var checker in Checkers.All)
        {
            var outcomes = histories.Select(history => checker.Check(history).Outcome).ToHashSet();
            Assert.Contains(VerdictOutcome.Fail, outcomes);
            Assert.Contains(VerdictOutcome.Pass, outcomes);
        }
    }

    [Fact]
    public void A_failing_verdict_reads_as_a_sentence()
    {
        var history = HistoryScript.Parse("c1 0-10 put cart milk", "c2 26-30 get cart -> nothing");

        Assert.Equal(
            "linearizable: fail: Read c2-1 showed nothing of 'cart', "
            + "although put c1-1 ('milk') was acknowledged 16.0 ms before it began (lines 10, 15, 20, 25).",
            Checkers.All[0].Check(history).ToString());
    }

    private static string[] LinesOf(string name) => File.ReadAllLines(Path.Combine(Folder, $"{name}.txt"));

    private static History HistoryOf(string[] lines) => HistoryScript.Parse(lines.Where(line => !IsExpectation(line)));

    private static bool IsExpectation(string line) =>
        line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("unknown:", StringComparison.Ordinal);

    private static string Listed(string[] lines, string word) =>
        lines.FirstOrDefault(line => line.StartsWith(word, StringComparison.Ordinal))?[word.Length..].Trim() ?? "";

    private static string Of(HistoryVerdict[] verdicts, VerdictOutcome outcome) =>
        string.Join(", ", verdicts.Where(verdict => verdict.Outcome == outcome).Select(verdict => verdict.Checker));
}
