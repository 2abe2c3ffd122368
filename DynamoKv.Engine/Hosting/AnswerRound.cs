// Gives the answers of a batch to those who wait for them.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Hosting;

/// <summary>
/// The answers of one batch on their way out: a few threads of the pool give all of them, each some, one after the other.
/// One caller, the loop; <see cref="Send"/> hands over what was added.
/// </summary>
/// <param name="time">The clock by which answers wait.</param>
/// <param name="watch">Whoever measures, as it is when answers are sent.</param>
internal sealed class AnswerRound(TimeProvider time, Func<IHostWatch?> watch)
{
    /// <summary>How many answers one thread gives before another one may help it.</summary>
    private const int Share = 32;

    private Answered[] _waiting = new Answered[Share];
    private int _count;

    /// <summary>Adds an answer.</summary>
    public void Add(PendingRequest request, ClientResponse response)
    {
        _waiting[_count++] = new Answered(request, response);
        if (_count == Share)
            Send();
    }

    /// <summary>Hands over what was added.</summary>
    public void Send()
    {
        if (_count == 0)
            return;

        ThreadPool.UnsafeQueueUserWorkItem(new Delivery(_waiting, _count, time, watch()), preferLocal: false);
        (_waiting, _count) = (new Answered[Share], 0);
    }

    private readonly record struct Answered(PendingRequest Request, ClientResponse Response);

    private sealed class Delivery(Answered[] answers, int count, TimeProvider time, IHostWatch? watch) : IThreadPoolWorkItem
    {
        private readonly long _sent = time.GetTimestamp();

        public void Execute()
        {
            watch?.HandedOver(time.GetElapsedTime(_sent));
            for (var index = 0; index < count; index++)
                answers[index].Request.Settle(answers[index].Response);
        }
    }
}
