// Experiments of a server: started, shown, cancelled, kept.
using System.Collections.Concurrent;
using DynamoKv.Engine.Archive.Experiments;
using DynamoKv.Engine.Experiments.Plans;

namespace DynamoKv.Web.Sessions.Experiments;

/// <summary>An experiment can't be started; the message is one sentence that says why.</summary>
public sealed class ExperimentRefusedException(string message) : Exception(message);

/// <summary>
/// Experiments of a server. They wait in a line, one is run at a time, and each part is kept when it is done: a closed
/// browser ends nothing, and after
/// a killed process the next one goes on. Thread-safe.
/// </summary>
public sealed class ExperimentDesk(ExperimentStore store, TimeProvider time) : IDisposable
{
    /// <summary>The most experiments that wait.</summary>
    public const int MaxWaiting = 20;

    /// <summary>The most experiments that are kept.</summary>
    public const int MaxKept = 200;

    private readonly ConcurrentDictionary<long, RunningExperiment> _running = [];
    private readonly ConcurrentDictionary<long, IExperiment> _made = [];
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _isNew = new(0);

    /// <summary>Something changed: an experiment began, went on or ended. Called from any thread.</summary>
    public event Action? Changed;

    /// <summary>All that are kept, the newest first.</summary>
    public IReadOnlyList<StoredExperiment> All() => store.All();

    /// <summary>One; null: there is none of that number.</summary>
    public StoredExperiment? Find(long id) => store.Find(id);

    /// <summary>How far one has come that is being run; null: it is not.</summary>
    public ProgressRate? ProgressOf(long id) =>
        _running.TryGetValue(id, out var running) ? running.Progress(time) : null;

    /// <summary>What an experiment is; null: this program knows none such.</summary>
    public IExperiment? MadeOf(StoredExperiment stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (!_made.TryGetValue(stored.Id, out var made) && ExperimentMaking.Make(stored.Name, stored.Kind, stored.Definition, out _) is { } fresh)
            made = _made[stored.Id] = fresh;

        return made;
    }

    /// <summary>What came of one so far; null: this program knows none such.</summary>
    public ExperimentReport? ReportOf(StoredExperiment stored) => MadeOf(stored)?.Conclude(store.Parts(stored.Id));

    /// <summary>Puts one into the line; gives its number.</summary>
    /// <exception cref="ExperimentRefusedException">When it is none, or the line is full.</exception>
    public long Start(string name, ExperimentKind kind, string definition)
    {
        lock (_gate)
        {
            if (store.All().Count(one => one.State == ExperimentState.Waiting) >= MaxWaiting)
                throw new ExperimentRefusedException($"{MaxWaiting} experiments wait already: let one end, or cancel one.");

            var made = ExperimentMaking.Make(name, kind, definition, out var problem) ?? throw new ExperimentRefusedException(problem);
            var id = store.Add(made.Name, kind, definition, made.Parts.Length, Now());
            foreach (var old in store.All().Where(one => one.IsOver).Skip(MaxKept))
                store.Remove(old.Id);

            _isNew.Release();
            Tell();
            return id;
        }
    }

    /// <summary>Ends one before it is done; what is done of it stays. Nothing happens when it is over.</summary>
    public void Cancel(long id)
    {
        lock (_gate)
        {
            if (store.Find(id) is { IsOver: false })
                store.Mark(id, ExperimentState.Cancelled, Now());
        }

        if (_running.TryGetValue(id, out var running))
            running.Cancel();

        Tell();
    }

    /// <summary>Goes on with one that was cancelled or failed.</summary>
    public void Resume(long id)
    {
        lock (_gate)
        {
            if (store.Find(id) is not { State: ExperimentState.Cancelled or ExperimentState.Failed })
                return;

            store.Mark(id, ExperimentState.Waiting);
            _isNew.Release();
        }

        Tell();
    }

    /// <summary>Forgets one and all that came of it.</summary>
    public void Remove(long id)
    {
        Cancel(id);
        store.Remove(id);
        _made.TryRemove(id, out _);
        Tell();
    }

    /// <inheritdoc/>
    public void Dispose() => _isNew.Dispose();

    /// <summary>Waits until there may be one to run.</summary>
    internal Task WaitAsync(CancellationToken stop) => _isNew.WaitAsync(stop);

    /// <summary>Takes the one that has waited longest, or that a process left half done.</summary>
    internal StoredExperiment? TakeNext()
    {
        lock (_gate)
        {
            var next = store.All().Where(one => !one.IsOver && !_running.ContainsKey(one.Id)).MinBy(one => one.Id);
            if (next is not null)
                store.Mark(next.Id, ExperimentState.Running);

            return next;
        }
    }

    /// <summary>Runs what is missing of one, to its end or until somebody ends it.</summary>
    internal async Task RunAsync(StoredExperiment stored, int parallel, CancellationToken stop)
    {
        if (MadeOf(stored) is not { } experiment)
        {
            End(stored.Id, ExperimentState.Failed, "This program does not know the experiment.");
            return;
        }

        using var running = new RunningExperiment(stored, time, stop);
        _running[stored.Id] = running;
        try
        {
            var kept = store.Parts(stored.Id);
            ExperimentPart[] missing = [.. experiment.Parts.Where(part => !kept.ContainsKey(part.Number))];
            await PartRunner.RunAsync(experiment, missing, parallel, (part, line) => Keep(running, part, line), running.Stop);
            End(stored.Id, ExperimentState.Done, null);
        }
        catch (OperationCanceledException)
        {
            // Cancelled: that is marked already. The server stops: it stays as it is, and the next process goes on.
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            End(stored.Id, ExperimentState.Failed, failed.Message);
        }
        finally
        {
            _running.TryRemove(stored.Id, out _);
            Tell();
        }
    }

    private void Keep(RunningExperiment running, ExperimentPart part, string line)
    {
        store.AddPart(running.Id, part.Number, line);
        if (running.IsTimeToTell(time))
            Tell();
    }

    private void End(long id, ExperimentState state, string? message)
    {
        lock (_gate)
        {
            if (store.Find(id) is { IsOver: false })
                store.Mark(id, state, Now(), message);
        }
    }

    private void Tell() => Changed?.Invoke();

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
