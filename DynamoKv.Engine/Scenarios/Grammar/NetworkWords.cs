// The section "network" of the scenario language.
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Engine.Simulation;

namespace DynamoKv.Engine.Scenarios.Grammar;

/// <summary>The section "network": what lies between the nodes when nothing is broken.</summary>
internal static class NetworkWords
{
    private static readonly Words<NetworkPart> Of = new(new NetworkPart());
    private static readonly Words<NetworkLegs> Legs = new(new NetworkLegs());
    private static readonly Words<LinkPart> Links = new(new LinkPart([], [], null, null));

    public static MapShape<NetworkPart> Network { get; } = new(
        "network", "What lies between the nodes when nothing is broken.", Of.Empty,
        Option("latency", "How long a message travels, one way.", LatencyWords.Latency, net => net.Latency, (net, value) => net with { Latency = value }),
        Option("client", "How long a request travels from its client, and the answer back. Latency to clients hides anomalies, so zero unless said.",
            LatencyWords.Latency, net => net.Client, (net, value) => net with { Client = value }),
        Option("legs", "Latencies of the messages of quorums: the W, A, R and S of PBS.", LegsMap(), net => net.Legs!, (net, value) => net with { Legs = value }),
        Of.Of("links", "Links that are unlike the others.", new ListShape<LinkPart>(LinkMap(), isBlock: true), part => part.Links, (part, links) => part with { Links = links }),
        Option("loss", "Share of messages that are lost.", Scalars.Share, net => net.Loss, (net, value) => net with { Loss = value }),
        Option("duplicate", "Share of messages that arrive twice.", Scalars.Share, net => net.Duplicate, (net, value) => net with { Duplicate = value }),
        Option("order", "natural: messages overtake each other as their delays have it. fifo: a link keeps their order.",
            Scalars.Choice(("natural", false), ("fifo", true)), net => net.IsFifo, (net, value) => net with { IsFifo = value }))
    {
        IsBlock = true,
    };

    private static Word<NetworkPart> Option<T>(string name, string summary, Shape<T> shape, Func<NetworkOptions, T> get, Func<NetworkOptions, T, NetworkOptions> set) =>
        Of.Of(name, summary, shape, part => get(part.Options), (part, value) => part with { Options = set(part.Options, value) });

    private static MapShape<NetworkLegs> LegsMap() => new(
        "network.legs", "The four ways of the messages of a quorum.", Legs.Empty,
        Leg("write", "W: a write on its way to a replica.", legs => legs.Write, (legs, value) => legs with { Write = value }),
        Leg("ack", "A: the acknowledgement.", legs => legs.Acknowledgement, (legs, value) => legs with { Acknowledgement = value }),
        Leg("read", "R: a read on its way to a replica.", legs => legs.Read, (legs, value) => legs with { Read = value }),
        Leg("reply", "S: the reply.", legs => legs.Reply, (legs, value) => legs with { Reply = value }));

    private static Word<NetworkLegs> Leg(string name, string summary, Func<NetworkLegs, Latency?> get, Func<NetworkLegs, Latency?, NetworkLegs> set) =>
        Legs.Of<Latency>(name, summary, LatencyWords.Latency, legs => get(legs)!, set);

    private static MapShape<LinkPart> LinkMap() => new(
        "network.links", "Links that are unlike the others.", Links.Empty,
        Links.Of("from", "Where they begin.", Names.Places, link => link.From, (link, places) => link with { From = places }, isRequired: true),
        Links.Of("to", "Where they end.", Names.Places, link => link.To, (link, places) => link with { To = places }, isRequired: true),
        Links.Of<Latency>("latency", "How long a message travels, whatever it is.", LatencyWords.Latency, link => link.Latency!, (link, value) => link with { Latency = value }),
        Links.Of<Latency>("add", "Comes on top.", LatencyWords.Latency, link => link.Added!, (link, value) => link with { Added = value }));
}
