// What waits for the loop beside the peers' messages, and who waits for its outcome.
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Hosting;

/// <summary>Somebody waits for this.</summary>
internal interface IHostWork
{
    /// <summary>Whether nobody waits any more.</summary>
    bool IsOver { get; }

    /// <summary>Ends the waiting without an outcome.</summary>
    void Fail(Exception why);
}

/// <summary>An answer that somebody waits for. Whoever waits goes on on a thread of its own, never on the loop's.</summary>
/// <param name="goesOn">How whoever waits goes on; the loop may end only such waiting as goes on elsewhere.</param>
internal abstract class PendingAnswer<TAnswer>(TaskCreationOptions goesOn = TaskCreationOptions.RunContinuationsAsynchronously)
    : TaskCompletionSource<TAnswer>(goesOn), IHostWork
{
    private CancellationTokenRegistration _cancellation;

    public bool IsOver => Task.IsCompleted;

    /// <summary>Ends the waiting when the token says so; the answer then goes nowhere.</summary>
    public void EndWith(CancellationToken cancellation)
    {
        if (cancellation.CanBeCanceled)
        {
            _cancellation = cancellation.UnsafeRegister(
                static (waiting, token) => ((PendingAnswer<TAnswer>)waiting!).TrySetCanceled(token), this);
        }
    }

    public void Settle(TAnswer answer)
    {
        _cancellation.Unregister();
        TrySetResult(answer);
    }

    public virtual void Fail(Exception why)
    {
        _cancellation.Unregister();
        TrySetException(why);
    }
}

/// <summary>
/// A client's request. Its answer is given by <see cref="AnswerRound"/>, away from the loop, and whoever waits goes on there: a
/// thread of the pool for each of many answers that come together costs more than the answers.
/// </summary>
/// <param name="make">Makes the request once it has its name.</param>
internal sealed class PendingRequest(Func<OperationId, ClientRequest> make) : PendingAnswer<ClientResponse>(TaskCreationOptions.None)
{
    /// <summary>When it came, by the monotonic clock; 0 where nobody measures.</summary>
    public long Began { get; init; }

    /// <summary>What is asked; known once it was made.</summary>
    public OperationKind Kind { get; private set; }

    /// <summary>Makes the request; null: its maker failed, and knows it.</summary>
    public ClientRequest? TryMake(OperationId operation)
    {
        try
        {
            var made = make(operation);
            Kind = made.Kind;
            return made;
        }
        catch (Exception problem)
        {
            Fail(problem);
            return null;
        }
    }

    /// <inheritdoc/>
    public override void Fail(Exception why) => ThreadPool.UnsafeQueueUserWorkItem(static failed => failed.Request.FailHere(failed.Why), (Request: this, Why: why), preferLocal: false);

    private void FailHere(Exception why) => base.Fail(why);
}

/// <summary>An administrator's command.</summary>
/// <param name="make">Makes the command once it has its number.</param>
internal sealed class PendingCommand(Func<long, NodeCommand> make) : PendingAnswer<CommandAnswer>
{
    /// <summary>Makes the command; null: its maker failed, and knows it.</summary>
    public NodeCommand? TryMake(long number)
    {
        try
        {
            return make(number);
        }
        catch (Exception problem)
        {
            Fail(problem);
            return null;
        }
    }
}

/// <summary>A look at the node between two steps, whatever it looks for.</summary>
internal interface IPendingLook : IHostWork
{
    void LookAt(DynamoNode node);
}

/// <summary>A look at the node between two steps.</summary>
internal sealed class PendingLook<T>(Func<DynamoNode, T> look) : PendingAnswer<T>, IPendingLook
{
    public void LookAt(DynamoNode node)
    {
        try
        {
            Settle(look(node));
        }
        catch (Exception problem)
        {
            Fail(problem); // of whoever looks, not of the node
        }
    }
}
