// What comes in from one peer.
using DynamoKv.Engine.Networking.Faults;
using DynamoKv.Engine.Networking.Wire;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Networking.Links;

/// <summary>Hands what comes in on one stream to the node, and counts it.</summary>
internal sealed class MessageIntake
{
    private readonly NodeId _sender;
    private readonly IMessageReceiver _receiver;
    private readonly PeerCounters _counters;
    private readonly LinkFaults _faults;
    private readonly BatchReader _reader;
    private readonly Action<NodeId, TimeSpan, Action> _later;
    private int _dropped;

    public MessageIntake(
        NodeId sender, IMessageReceiver receiver, PeerCounters counters, LinkFaults faults, int maxMessageBytes, Action<NodeId, TimeSpan, Action> later)
    {
        (_sender, _receiver, _counters, _faults, _later) = (sender, receiver, counters, faults, later);
        _reader = new BatchReader(maxMessageBytes, Take);
    }

    /// <summary>What was skipped.</summary>
    public WireTally Tally => _reader.Tally;

    /// <summary>Takes a frame.</summary>
    /// <exception cref="WireException">When it is malformed.</exception>
    public void Take(ReadOnlySpan<byte> frame)
    {
        _dropped = 0;
        var messages = _reader.Read(frame);
        _counters.Received.Count(messages, frame.Length);
        if (_dropped > 0)
            _counters.DropAtFullReceiver(_dropped);
    }

    private void Take(Message message)
    {
        if (_faults.IsAny)
            TakeUnderFaults(message);
        else if (!_receiver.TryReceive(_sender, message))
            _dropped++;
    }

    private void TakeUnderFaults(Message message)
    {
        var verdict = _faults.Judge(_sender, LinkDirections.Incoming);
        if (verdict.Copies == 0)
            _counters.DropByFault();

        for (var copy = 0; copy < verdict.Copies; copy++)
        {
            _later(_sender, verdict.Delay, () =>
            {
                if (!_receiver.TryReceive(_sender, message))
                    _counters.DropAtFullReceiver(1);
            });
        }
    }
}
