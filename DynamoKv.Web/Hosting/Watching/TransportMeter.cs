// What passed between this node and its peers, as instruments.
using System.Diagnostics.Metrics;
using DynamoKv.Engine.Networking;

namespace DynamoKv.Web.Hosting.Watching;

/// <summary>What passed between this node and its peers.</summary>
internal sealed class TransportMeter
{
    private readonly GrpcTransport _transport;
    private readonly Meter _meter;

    public TransportMeter(GrpcTransport transport, IMeterFactory meters)
    {
        (_transport, _meter) = (transport, meters.Create(MeterNames.Meter));
        CountTraffic();
        CountRefusals();
        ShowLinks();
    }

    private void CountTraffic()
    {
        Count("transport.messages", peer => [Way(peer, "sent", peer.Sent.Messages), Way(peer, "received", peer.Received.Messages)], "{message}", "Messages to and from peers.");
        Count("transport.io", peer => [Way(peer, "sent", peer.Sent.Bytes), Way(peer, "received", peer.Received.Bytes)], MeterNames.Bytes, "Bytes of frames to and from peers.");
        Count("transport.frames", peer => [Way(peer, "sent", peer.Sent.Batches), Way(peer, "received", peer.Received.Batches)], "{frame}", "Frames to and from peers.");
        Count("transport.connections", peer => [MeterNames.Labelled(peer.Connections, "peer", peer.Peer.Value)], "{connection}", "How often a peer was reached.");
        Count("transport.messages.dropped", Drops, "{message}", "Messages that did not get through, by reason.");
    }

    private void CountRefusals()
    {
        _meter.CreateObservableCounter("dynamokv.transport.refusals", Refusals, "{call}", "Conversations refused: of callers, by callees, and for bytes that no version has.");
        _meter.CreateObservableCounter("dynamokv.transport.messages.undeliverable", () => _transport.Snapshot().ToNobody, "{message}", "Messages to those who are no members.");
        _meter.CreateObservableCounter("dynamokv.transport.questions", Questions, "{question}", "Questions between servers, asked and answered.");
    }

    private void ShowLinks()
    {
        _meter.CreateObservableGauge(
            "dynamokv.transport.queue.messages", () => OfPeers(peer => [MeterNames.Labelled(peer.Queued, "peer", peer.Peer.Value)]), "{message}", "Messages that wait for their way to a peer.");
        _meter.CreateObservableGauge("dynamokv.transport.link.state", () => OfPeers(States), "{link}", "1 for how the way to a peer is now, else 0.");
        _meter.CreateObservableGauge("dynamokv.transport.faults", () => _transport.Snapshot().Faults.Length, "{fault}", "Faults put into the transport that are in force.");
    }

    private IEnumerable<Measurement<long>> Refusals()
    {
        var seen = _transport.Snapshot();
        return
        [
            MeterNames.Labelled(seen.CallersRefused, "side", "caller"),
            MeterNames.Labelled(seen.CalleesRefused, "side", "callee"),
            MeterNames.Labelled(seen.Malformed, "side", "malformed"),
        ];
    }

    private IEnumerable<Measurement<long>> Questions()
    {
        var seen = _transport.Snapshot();
        return [MeterNames.Labelled(seen.QuestionsAsked, "direction", "asked"), MeterNames.Labelled(seen.QuestionsAnswered, "direction", "answered")];
    }

    private static IEnumerable<Measurement<long>> Drops(PeerFigures peer) =>
    [
        Drop(peer, "queue_full", peer.Dropped.QueueFull),
        Drop(peer, "unreachable", peer.Dropped.Unreachable),
        Drop(peer, "underway", peer.Dropped.Underway),
        Drop(peer, "too_large", peer.Dropped.TooLarge),
        Drop(peer, "fault", peer.Dropped.ByFault),
        Drop(peer, "receiver_full", peer.Dropped.ReceiverFull),
    ];

    private static IEnumerable<Measurement<long>> States(PeerFigures peer) => Enum.GetValues<LinkState>().Select(
        state => MeterNames.Labelled(peer.State == state ? 1 : 0, "peer", peer.Peer.Value, "state", state.ToString().ToLowerInvariant()));

    private static Measurement<long> Way(PeerFigures peer, string way, long value) => MeterNames.Labelled(value, "peer", peer.Peer.Value, "direction", way);

    private static Measurement<long> Drop(PeerFigures peer, string reason, long value) => MeterNames.Labelled(value, "peer", peer.Peer.Value, "reason", reason);

    private void Count(string name, Func<PeerFigures, IEnumerable<Measurement<long>>> values, string unit, string help) =>
        _meter.CreateObservableCounter("dynamokv." + name, () => OfPeers(values), unit, help);

    private IEnumerable<Measurement<long>> OfPeers(Func<PeerFigures, IEnumerable<Measurement<long>>> values) =>
        _transport.Snapshot().Peers.SelectMany(values);
}
