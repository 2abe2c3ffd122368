// Every life of a node has a number of its own.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>
/// Every life of a node has a greater number than all before, whatever its disk has forgotten (riak_kv issue 679).
/// </summary>
internal sealed class IncarnationsAreUnique(CausalLedger ledger, RunVerdict verdict) : Invariant(ledger, verdict)
{
    private readonly Dictionary<NodeId, (long Incarnation, long Line)> _newest = [];

    public override void After(LogEntry entry)
    {
        if (Ledger.Change?.NewWrite is { } write)
            Note(write.Dot.Actor.Node, write.Dot.Actor.Incarnation, entry.Number);
        else if (entry is { What: TraceEvent.Started started, Node: { } node })
            Begin(node, started.Incarnation, entry.Number);
    }

    private void Begin(NodeId node, long incarnation, long line)
    {
        if (_newest.TryGetValue(node, out var last) && incarnation <= last.Incarnation)
            Violate($"{node} began its life {incarnation} although it had come to {last.Incarnation} before.", last.Line, line);

        Note(node, incarnation, line);
    }

    private void Note(NodeId node, long incarnation, long line)
    {
        if (!_newest.TryGetValue(node, out var last) || incarnation > last.Incarnation)
            _newest[node] = (incarnation, line);
    }
}
