// The stored runs of a server.
using DynamoKv.Engine.Archive.Runs;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Web.Sessions.Shelf;

/// <summary>The stored runs of a server: keeps what is open, and gives what was kept. Thread-safe.</summary>
/// <param name="archive">Where they are.</param>
/// <param name="retention">How many are kept, and for how long.</param>
/// <param name="time">Of the wall.</param>
/// <param name="log">For runs that can't be kept.</param>
public sealed partial class RunShelf(RunArchive archive, RunRetention retention, TimeProvider time, ILogger<RunShelf> log)
{
    private const string NamePrefix = "stored-";

    private readonly Lock _gate = new();

    /// <summary>The version of the engine of this server.</summary>
    public static string Engine { get; } = typeof(LogEntry).Assembly.GetName().Version?.ToString(3) ?? "unknown";

    /// <summary>What is kept, and for how long.</summary>
    public RunRetention Retention => retention;

    /// <summary>All stored runs, the newest first; those that are open among them.</summary>
    public IReadOnlyList<StoredRun> All => archive.All();

    /// <summary>One; null: there is none.</summary>
    public StoredRun? Find(long id) => archive.Find(id);

    /// <summary>The name under which a stored run is found: "stored-17".</summary>
    public static string NameOf(long id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{NamePrefix}{id}");

    /// <summary>The number in such a name; null: it is none.</summary>
    public static long? NumberOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith(NamePrefix, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(NamePrefix.Length), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : null;
    }

    /// <summary>The scenario of a stored run with all that people did, as text; null: there is no such run.</summary>
    public string? TextOf(long id) => archive.ScenarioOf(id);

    /// <summary>The recorded log of a stored run, from an event on; it ends where the recording ends, or where this version can't read on.</summary>
    public IEnumerable<LogEntry> LogOf(long id, long from = 1)
    {
        foreach (var piece in archive.LinesOf(id, Math.Max(1, from)))
        {
            var number = piece.First;
            foreach (var line in piece.Unpack())
            {
                if (number++ < from)
                {
                    continue;
                }

                if (RecordedJson.Read(line) is not { } entry)
                {
                    yield break;
                }

                yield return entry;
            }
        }
    }

    /// <summary>Deletes a stored run; false: there is none.</summary>
    public bool Delete(long id) => archive.Delete(id);

    /// <summary>Deletes the oldest runs beyond what may be kept.</summary>
    /// <param name="open">Runs that are open: they stay.</param>
    public int Tidy(IReadOnlySet<long> open)
    {
        try
        {
            return archive.Tidy(retention, time.GetUtcNow(), open);
        }
        catch (Exception trouble) when (trouble is StoreFullException or StoreFailedException)
        {
            NoTidying(log, trouble.Message);
            return 0;
        }
    }

    /// <summary>Keeps a run as it is. A disk that does not take it never breaks the run: it is said, and tried again the next time.</summary>
    internal void Keep(IKeptRun run, bool isLast)
    {
        lock (_gate) // one writer: pieces of a log come in order
        {
            if (run.Capture(isLast) is not { } capture)
            {
                return;
            }

            try
            {
                run.Kept(archive.Keep(capture.Run with { KeptAt = time.GetUtcNow() }, ScenarioWriter.Write(capture.Scenario), [.. Pieces(capture.Lines)]));
            }
            catch (Exception trouble) when (trouble is StoreFullException or StoreFailedException)
            {
                NotKept(log, capture.Run.Title, trouble.Message);
                run.NotKept(trouble.Message);
            }
        }
    }

    private static IEnumerable<RunLines> Pieces(IReadOnlyList<LogEntry> lines)
    {
        for (var start = 0; start < lines.Count; start += RunLines.MaxPiece)
        {
            var piece = lines.Skip(start).Take(RunLines.MaxPiece).ToArray();
            yield return RunLines.Of(piece[0].Number, [.. piece.Select(RecordedJson.Write)]);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A run of '{Title}' could not be kept, and goes on: {Reason}")]
    private static partial void NotKept(ILogger log, string title, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old runs could not be deleted: {Reason}")]
    private static partial void NoTidying(ILogger log, string reason);
}
