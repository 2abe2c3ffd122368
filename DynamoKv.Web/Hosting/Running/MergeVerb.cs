// The command "merge": results of several machines as one.
using DynamoKv.Engine.Scenarios;

namespace DynamoKv.Web.Hosting.Running;

/// <summary>
/// The command "merge": joins results folders of one scenario that were made in parts, and judges them together.
/// </summary>
internal static class MergeVerb
{
    private const string Help = """
        merge: joins results folders that were made in parts (run --shard).

          merge <folder>... --out <folder>

        The same run in two folders has to be the same to the bit. Exit codes as of 'run'.
        """;

    /// <summary>Joins; gives the exit code.</summary>
    /// <exception cref="SettingException">When the words are wrong or the folders don't fit.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output)
    {
        if (words.Any(word => word is "--help" or "-h" or "-?"))
        {
            await output.WriteLineAsync(Help);
            return 0;
        }

        var (folders, target) = Read(words);
        var records = new Dictionary<(string, string, ulong), RunRecord>();
        var scenarios = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            foreach (var file in Directory.GetFiles(folder, "*.yaml"))
                Agree(scenarios, Path.GetFileName(file), await File.ReadAllTextAsync(file), folder);
            foreach (var record in ResultsFolder.Read(folder))
                Agree(records, record, folder);
        }

        if (records.Count == 0)
            throw new SettingException("These folders hold no results.");

        var open = ResultsFolder.Open(target, [.. scenarios.Values.Select(ScenarioReader.Require)], resumes: true);
        foreach (var record in open.Kept)
            Agree(records, record, target);

        CopyRuns(folders, target);
        ResultsFolder.WriteSummary(target, [.. records.Values]);
        await RunVerb.TellAsync(records.Values, output);
        return RunVerb.CodeOf(records.Values);
    }

    private static (List<string> Folders, string Target) Read(IReadOnlyList<string> words)
    {
        var folders = new List<string>();
        string? target = null;
        for (var index = 0; index < words.Count; index++)
        {
            if (words[index] == "--out")
                target = index + 1 < words.Count ? words[++index] : throw new SettingException("'merge' needs a folder after --out.");
            else if (words[index].StartsWith('-'))
                throw new SettingException($"'merge' does not know '{words[index]}': see merge --help.");
            else
                folders.Add(Directory.Exists(words[index]) ? words[index] : throw new SettingException($"There is no folder '{words[index]}'."));
        }

        return folders.Count == 0 || target is null ? throw new SettingException("'merge' needs folders and --out with another one: see merge --help.") : (folders, target);
    }

    private static void Agree(SortedDictionary<string, string> scenarios, string name, string text, string folder)
    {
        if (!scenarios.TryAdd(name, text) && scenarios[name] != text)
            throw new SettingException($"'{name}' of '{folder}' is another version of that scenario: their results can't be joined.");
    }

    private static void Agree(Dictionary<(string, string, ulong), RunRecord> records, RunRecord record, string folder)
    {
        if (!records.TryAdd(record.Key, record) && records[record.Key].ToLine() != record.ToLine())
            throw new SettingException($"'{record.Scenario}' with seed {record.Seed} came out otherwise in '{folder}': the folders were made by different versions.");
    }

    private static void CopyRuns(List<string> folders, string target)
    {
        foreach (var file in folders.Select(folder => Path.Combine(folder, "runs")).Where(Directory.Exists).SelectMany(runs => Directory.GetFiles(runs, "*", SearchOption.AllDirectories)))
        {
            var run = new DirectoryInfo(Path.GetDirectoryName(file)!).Name;
            var copy = Path.Combine(Directory.CreateDirectory(Path.Combine(target, "runs", run)).FullName, Path.GetFileName(file));
            if (!File.Exists(copy))
                File.Copy(file, copy);
        }
    }
}
