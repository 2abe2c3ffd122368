// Puts what several members said into one order.
namespace DynamoKv.Web.Sessions.Live.Tracing;

/// <summary>
/// Puts what several members said into one order: each member's own order stays, time decides between them, and where clocks
/// contradict what must have come first (a copy was stored before its acknowledgement was counted), the clocks lose.
/// </summary>
internal static class CausalMerge
{
    /// <summary>The steps in order. Of one member they stand in the order in which it said them.</summary>
    public static List<HeardStep> Order(IReadOnlyList<HeardStep> steps)
    {
        var queues = steps.GroupBy(step => step.Node).OrderBy(group => group.Key).Select(group => new Queue<HeardStep>(group)).ToList();
        var awaited = new Dictionary<CauseMark, int>();
        foreach (var step in steps)
        {
            if (CauseMark.MadeBy(step) is { } mark)
            {
                awaited[mark] = awaited.GetValueOrDefault(mark) + 1;
            }
        }

        var ordered = new List<HeardStep>(steps.Count);
        while (ordered.Count < steps.Count)
        {
            var next = Take(queues, awaited);
            if (CauseMark.MadeBy(next) is { } mark)
            {
                awaited[mark]--;
            }

            ordered.Add(next);
        }

        return ordered;
    }

    /// <summary>The earliest whose cause is not still to come; when all wait (which only lost or strange steps can bring about), the earliest.</summary>
    private static HeardStep Take(List<Queue<HeardStep>> queues, Dictionary<CauseMark, int> awaited)
    {
        Queue<HeardStep>? earliest = null, free = null;
        foreach (var queue in queues)
        {
            if (!queue.TryPeek(out var head))
            {
                continue;
            }

            earliest = earliest is null || head.At < earliest.Peek().At ? queue : earliest;
            if ((free is null || head.At < free.Peek().At) && !(CauseMark.Before(head) is { } cause && awaited.GetValueOrDefault(cause) > 0))
            {
                free = queue;
            }
        }

        return (free ?? earliest)!.Dequeue();
    }
}
