// Runs the parts of an experiment side by side.
using DynamoKv.Engine.Experiments.Plans;

namespace DynamoKv.Web.Sessions.Experiments;

/// <summary>
/// Runs the parts of an experiment side by side, on threads of low priority, so that whoever serves a page goes first.
/// </summary>
internal static class PartRunner
{
    /// <summary>Runs parts until all are done.</summary>
    /// <param name="experiment">Whose parts.</param>
    /// <param name="parts">Those that are to be done.</param>
    /// <param name="parallel">How many at one time.</param>
    /// <param name="onDone">Called with each part and its line, on the thread that did it.</param>
    /// <param name="stop">Ends it early; what is done by then has been reported.</param>
    /// <exception cref="OperationCanceledException">When it was ended early.</exception>
    public static async Task RunAsync(
        IExperiment experiment, IReadOnlyList<ExperimentPart> parts, int parallel, Action<ExperimentPart, string> onDone, CancellationToken stop)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(parallel, parts.Count)).Select(_ => OnThread(Work)));
        stop.ThrowIfCancellationRequested();

        void Work()
        {
            while (!both.IsCancellationRequested && Interlocked.Increment(ref next) is var index && index < parts.Count)
            {
                try
                {
                    onDone(parts[index], experiment.Run(parts[index], both.Token));
                }
                catch
                {
                    both.Cancel(); // the others need not go on: the first that failed is told
                    throw;
                }
            }
        }
    }

    private static Task OnThread(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                work();
                done.SetResult();
            }
            catch (OperationCanceledException)
            {
                done.SetResult();
            }
            catch (Exception failed)
            {
                done.SetException(failed);
            }
        })
        {
            IsBackground = true,
            Priority = ThreadPriority.Lowest,
            Name = "experiment",
        };
        thread.Start();
        return done.Task;
    }
}
