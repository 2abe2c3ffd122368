// The parts that messages about operations are made of, as bytes.
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Networking.Wire;

/// <summary>Names of operations and writes, contexts, and who took part.</summary>
internal static class OperationWords
{
    public static void Operation(this WireWriter to, int field, OperationId operation)
    {
        var mark = to.Open(field);
        to.Node(1, operation.Entry);
        to.Number(2, operation.Number);
        to.Close(mark);
    }

    public static OperationId Operation(this ref WireReader from, int field)
    {
        var inner = from.Message(field);
        var operation = new OperationId(inner.Node(1), inner.Number(2));
        inner.End();
        return operation;
    }

    public static void Dot(this WireWriter to, int field, Dot dot)
    {
        var mark = to.Open(field);
        to.Node(1, dot.Actor.Node);
        to.Number(2, dot.Actor.Incarnation);
        to.Number(3, dot.Counter);
        to.Close(mark);
    }

    public static Dot Dot(this ref WireReader from, int field)
    {
        var inner = from.Message(field);
        var dot = new Dot(new VersionActor(inner.Node(1), inner.Number(2)), inner.Number(3));
        inner.End();
        return dot;
    }

    public static void Context(this WireWriter to, int field, CausalContext? context)
    {
        if (context is null)
            return;

        var mark = to.Open(field);
        to.Clock(1, context.Clock);
        to.Node(2, context.FastestReplica);
        to.Close(mark);
    }

    public static CausalContext Context(this ref WireReader from, int field)
    {
        var inner = from.Message(field);
        var context = new CausalContext(inner.Clock(1), inner.NodeOrNull(2));
        inner.End();
        return context;
    }

    public static CausalContext? ContextOrNull(this ref WireReader from, int field) => from.Has(field) ? from.Context(field) : null;

    public static void Nodes(this WireWriter to, int field, ImmutableArray<NodeId> nodes)
    {
        foreach (var node in nodes)
            to.Node(field, node);
    }

    public static ImmutableArray<NodeId> Nodes(this ref WireReader from, int field)
    {
        var nodes = ImmutableArray.CreateBuilder<NodeId>();
        while (from.Has(field))
            nodes.Add(from.Node(field));

        return nodes.DrainToImmutable();
    }

    public static void Participation(this WireWriter to, int field, Participation replicas)
    {
        var mark = to.Open(field);
        var (succeeded, failed, silent) = replicas.Bits;
        to.Nodes(1, replicas.Asked);
        to.Number(2, (long)succeeded);
        to.Number(3, (long)failed);
        to.Number(4, (long)silent);
        to.Number(5, replicas.Required);
        foreach (var (holder, intended) in replicas.Hinted)
        {
            var inner = to.Open(6);
            to.Node(1, holder);
            to.Node(2, intended);
            to.Close(inner);
        }

        to.Close(mark);
    }

    public static Participation Participation(this ref WireReader from, int field)
    {
        var inner = from.Message(field);
        var asked = inner.Nodes(1);
        if (asked.Length > Tally.MaxAsked)
            throw new WireException($"An answer names {asked.Length} replicas, more than the {Tally.MaxAsked} that may be asked.");

        var all = NodeBits.All(asked);
        var (succeeded, failed, silent) = ((ulong)inner.Number(2), (ulong)inner.Number(3), (ulong)inner.Number(4));
        var replicas = new Participation(asked, succeeded & all, failed & all, silent & all, inner.Count(5)) { Hinted = StandIns(ref inner) };
        inner.End();
        return replicas;
    }

    private static ImmutableArray<StandIn> StandIns(ref WireReader from)
    {
        var hinted = ImmutableArray.CreateBuilder<StandIn>();
        while (from.Has(6))
        {
            var inner = from.Message(6);
            hinted.Add(new StandIn(inner.Node(1), inner.Node(2)));
            inner.End();
        }

        return hinted.DrainToImmutable();
    }
}
