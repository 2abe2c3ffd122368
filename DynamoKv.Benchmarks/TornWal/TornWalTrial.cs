// Tears write-ahead logs and looks at what is left.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Benchmarks.TornWal;

/// <summary>
/// Opens databases whose log was cut at any byte, has a flipped bit, or ends in rubbish: what was acknowledged by commits
/// whose frames are whole is there, and nothing else. The same seed tears the same logs.
/// </summary>
/// <param name="folder">Where databases may be made; nobody else's.</param>
/// <param name="seed">What everything is drawn from.</param>
public sealed class TornWalTrial(string folder, ulong seed)
{
    private const int RecoveriesOfOne = 50;
    private const int MostRubbish = 10_000;

    private readonly DeterministicRandom _random = new DeterministicRandom(seed).Stream("torn-wal");

    /// <summary>Runs it.</summary>
    /// <param name="count">How many recoveries.</param>
    public TornWalReport Run(int count)
    {
        var (databases, lost, kept) = (0, 0, 0);
        var problems = new List<string>();
        LiveDatabase? database = null;
        for (var recovery = 0; recovery < count; recovery++)
        {
            if (recovery % RecoveriesOfOne == 0)
            {
                database = new LiveDatabase(folder, _random);
                databases++;
            }

            var (log, commits, what) = Tear(database!.Log);
            (lost, kept) = commits < database.Log.CommitCount ? (lost + 1, kept) : (lost, kept + 1);
            if (database.ProblemWith(log, commits) is { } problem)
                problems.Add($"Recovery {recovery + 1} of seed {seed}, {what}: {problem}.");
        }

        return new TornWalReport(count, databases, lost, kept, problems);
    }

    private (byte[] Log, int Commits, string What) Tear(WriteAheadLog log)
    {
        var length = _random.NextInt32(2) == 0 ? _random.NextInt32(log.Bytes.Length + 1) : log.Bytes.Length;
        var (torn, commits) = (log.CutAt(length), log.CommitsWithin(length));
        var what = $"cut at {length}";
        if (torn.Length > 0 && _random.NextInt32(2) == 0)
        {
            var offset = Math.Max(0, torn.Length - 1 - _random.NextInt32(_random.NextInt32(torn.Length) + 1)); // more often near the end
            torn[offset] ^= (byte)(1 << _random.NextInt32(8));
            commits = Math.Min(commits, log.CommitsBefore(offset));
            what += $", a bit flipped at {offset}";
        }

        if (_random.NextInt32(4) > 0)
            return (torn, commits, what);

        var rubbish = new byte[_random.NextInt32(MostRubbish)];
        for (var index = 0; index < rubbish.Length; index++)
            rubbish[index] = (byte)_random.NextInt32(256);

        return ([.. torn, .. rubbish], commits, $"{what}, with {rubbish.Length} bytes of rubbish behind it");
    }
}
