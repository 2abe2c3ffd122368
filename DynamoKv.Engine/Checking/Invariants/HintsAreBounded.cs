// Hints have a limit.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Checking.Invariants;

/// <summary>
/// No node keeps more hints for a target than its options say; the oldest is dropped in the very next line.
/// </summary>
internal sealed class HintsAreBounded(CausalLedger ledger, RunVerdict verdict) : Invariant(ledger, verdict)
{
    private readonly SortedDictionary<NodeId, SortedDictionary<NodeId, HashSet<Key>>> _kept = [];
    private (NodeId Node, NodeId Target, long Line)? _tooMany;

    public override void After(LogEntry entry)
    {
        if (_tooMany is { } late && !(entry.Node == late.Node && entry.What is TraceEvent.HintDropped))
            Violate($"{late.Node} keeps {_kept[late.Node][late.Target].Count} hints for {late.Target}, and may keep {Expectations.MaxHints}.", late.Line);

        _tooMany = null;
        if (entry.Node is not { } node)
            return;

        switch (entry.What)
        {
            case TraceEvent.HintKept kept: KeysFor(node, kept.Target).Add(kept.Key); break;
            case TraceEvent.HintDelivered delivered: KeysFor(node, delivered.Target).Remove(delivered.Key); break;
            case TraceEvent.HintRedirected redirected: KeysFor(node, redirected.Target).Remove(redirected.Key); break;
            case TraceEvent.HintDropped dropped: KeysFor(node, dropped.Target).Remove(dropped.Key); break;
            case WorldEvent.NodeCrashed { Loss: CrashLoss.Disk }: _kept.Remove(node); break;
            default: return;
        }

        foreach (var (target, keys) in _kept.GetValueOrDefault(node) ?? [])
        {
            if (keys.Count > Expectations.MaxHints)
                _tooMany = (node, target, entry.Number);
        }
    }

    private HashSet<Key> KeysFor(NodeId node, NodeId target)
    {
        if (!_kept.TryGetValue(node, out var targets))
            _kept.Add(node, targets = []);

        if (!targets.TryGetValue(target, out var keys))
            targets.Add(target, keys = []);

        return keys;
    }
}
