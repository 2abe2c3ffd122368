// What a node has done and how it stands, as instruments.
using System.Diagnostics.Metrics;
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Node.Gossiping;
using DynamoKv.Engine.Node.Transfers;

namespace DynamoKv.Web.Hosting.Watching;

/// <summary>What a node has done and how it stands. Read when somebody collects; while the node does not work, what it stands at is absent.</summary>
internal sealed class NodeMeter
{
    private readonly NodeHost _host;
    private readonly NodeAccount _account;
    private readonly Meter _meter;

    public NodeMeter(NodeHost host, NodeAccount account, IMeterFactory meters)
    {
        (_host, _account, _meter) = (host, account, meters.Create(MeterNames.Meter));
        CountWork();
        CountLoop();
        ShowStorage();
        ShowPeers();
    }

    private void CountWork()
    {
        var done = _host.Counters;
        _meter.CreateObservableCounter(
            "dynamokv.quorum.misses",
            () => new[] { MeterNames.Labelled(done.ReadQuorumsMissed, "kind", "read"), MeterNames.Labelled(done.WriteQuorumsMissed, "kind", "write") },
            "{operation}", "Operations coordinated here that missed their quorum or their time.");
        Count("read.repairs", () => done.ReadRepairs, "{copy}", "Copies mended after a read.");
        Count("hints.kept", () => done.HintsKept, "{hint}", "Hints taken for other nodes.");
        Count("hints.delivered", () => done.HintsDelivered, "{hint}", "Hints that their targets have acknowledged.");
        Count("hints.dropped", () => done.HintsDropped, "{hint}", "Hints dropped: too many, too old, or reaped.");
        Count("merkle.exchanges", () => done.ExchangesEnded, "{exchange}", "Merkle comparisons begun here that came to their end.");
        Count("merkle.exchanges.abandoned", () => done.ExchangesAbandoned, "{exchange}", "Merkle comparisons begun here that did not.");
        Count("merkle.hashes", () => done.HashesCompared, "{hash}", "Hashes that ended comparisons have compared.");
        Count("merkle.keys.exchanged", () => done.KeysExchanged, "{key}", "Keys that ended comparisons have changed, at either side.");
        Count("gossip.rounds", () => done.GossipRounds, "{round}", "Rounds of gossip.");
        Count("transfers.completed", () => done.TransfersCompleted, "{transfer}", "Transfers to this node that are complete.");
        Count("transfer.keys.received", () => done.KeysTransferred, "{key}", "Rows that came in transfers.");
        Count("storage.damaged.rows", () => done.DamagedRows, "{row}", "Damaged rows met on the disk.");
    }

    private void CountLoop()
    {
        Count("host.inputs", () => _host.Figures.Inputs, "{input}", "Inputs stepped: messages, requests, commands and timers.");
        Count("host.requests.refused", () => _host.Figures.RefusedRequests, "{request}", "Requests that found no room, or a node that does not work.");
        Count("host.messages.dropped", () => _host.Figures.DroppedMessages, "{message}", "Messages of peers that found no room.");
        Count("host.lives", () => _host.Figures.Lives, "{life}", "How often the node was started, the first time included.");
        Show("host.queue.inputs", () => _host.Figures.WaitingInputs, "{input}", "Inputs that wait for the loop.");
        Show("host.requests.open", () => _host.Figures.OpenRequests, "{request}", "Requests taken and not answered.");
        Show("host.timers", () => _host.Figures.Timers, "{timer}", "Timers not yet due.");
        Show("node.working", () => _host.Trouble is null ? 1 : 0, "{node}", "1 while the node works, 0 while it does not.");
    }

    private void ShowStorage()
    {
        ShowOf("storage.keys", said => said.Store.Keys, "{key}", "Rows on the disk, tombstones included.");
        ShowOf("storage.tombstones", said => said.Store.Tombstones, "{key}", "Rows without a live value.");
        ShowOf("storage.size", said => said.Store.Bytes, MeterNames.Bytes, "Bytes of keys and values.");
        ShowOf("node.incarnation", said => said.Incarnation, "{life}", "The node's present incarnation.");
        ShowOf("transfer.strays", said => said.Transfers.StraysLeft, "{row}", "Rows that belong to others and are not handed over yet.");
        ShowOf("merkle.ready", said => said.AntiEntropy?.IsReady == true ? 1 : 0, "{node}", "1 while the Merkle trees are whole.");
    }

    private void ShowPeers()
    {
        ShowMany("hints.pending", said => said.Handoff.Targets.Select(kept => MeterNames.Labelled(kept.Count, "target", kept.Target.Value)), "{hint}", "Hints that wait for their targets.");
        ShowMany("transfers", said => Enum.GetValues<TransferState>().Select(state => MeterNames.Labelled(
            said.Transfers.Transfers.Count(transfer => transfer.State == state), "state", Word(state))), "{transfer}", "Transfers to and from this node, by state.");
        ShowMany("peer.state", said => said.Membership.Members.Where(member => member.Record.Id != said.Self).SelectMany(States), "{node}", "1 for what this node thinks of a peer now, else 0.");
        ShowMany("members", said => Enum.GetValues<MemberPhase>().Select(phase => MeterNames.Labelled(
            said.Membership.Members.Count(member => member.Record.Phase == phase), "phase", Word(phase))), "{node}", "Members as this node knows them, by phase.");
    }

    private static IEnumerable<Measurement<long>> States(MemberView member) => Enum.GetValues<PeerStatus>().Select(
        status => MeterNames.Labelled(member.Status == status ? 1 : 0, "peer", member.Record.Id.Value, "state", Word(status)));

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();

    private void Count(string name, Func<long> value, string unit, string help) => _meter.CreateObservableCounter("dynamokv." + name, value, unit, help);

    private void Show(string name, Func<long> value, string unit, string help) => _meter.CreateObservableGauge("dynamokv." + name, value, unit, help);

    private void ShowOf(string name, Func<NodeSnapshot, long> value, string unit, string help) =>
        ShowMany(name, said => [new Measurement<long>(value(said))], unit, help);

    private void ShowMany(string name, Func<NodeSnapshot, IEnumerable<Measurement<long>>> values, string unit, string help) =>
        _meter.CreateObservableGauge("dynamokv." + name, () => _account.Latest is { } said ? values(said) : [], unit, help);
}
