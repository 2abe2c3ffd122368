// Operations that are answered, but not by all of their replicas.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node;

/// <summary>
/// Operations whose clients have their answer, while some of their replicas have not given theirs. A replica that
/// stands still
/// leaves one behind with every operation: they must not take the places of those that clients wait for. When there
/// are too
/// many, the oldest are to be let go.
/// </summary>
/// <param name="most">How many may wait.</param>
internal sealed class LateReplicas<TPending>(int most)
    where TPending : class
{
    private readonly Queue<OperationId> _inOrder = new(); // among them some that are over

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// An operation was answered and waits on. Gives the oldest, taken out of those that wait, when it is one too
    /// many.
    /// </summary>
    /// <param name="operation">The operation.</param>
    /// <param name="pending">All that wait for anything.</param>
    public TPending? Add(OperationId operation, Dictionary<OperationId, TPending> pending)
    {
        while (_inOrder.TryPeek(out var first) && !pending.ContainsKey(first))
        {
            _inOrder.Dequeue();
        }

        _inOrder.Enqueue(operation);
        Count++;
        TPending? oldest = null;
        if (Count > most && pending.Remove(_inOrder.Dequeue(), out oldest)) // the first one does wait
        {
            Count--;
        }

        return oldest;
    }

    /// <summary>One of them waits no more.</summary>
    public void Remove() => Count--;
}
