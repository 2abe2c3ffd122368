// What comes in from one peer.
using DynamoKv.Engine.Networking.Faults;
using DynamoKv.Engine.Networking.Wire;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Networking.Links;

/// <summary>Hands what comes in on one stream to the node, frame by frame, and counts it.</summary>
internal sealed class MessageIntake
{
    private readonly NodeId _sender;
    private readonly IMessageReceiver _receiver;
    private readonly PeerCounters _counters;
    private readonly LinkFaults _faults;
    private readonly BatchReader _reader;
    private readonly WireTally _tally = new(); // of whoever reads the frames
    private readonly Action<NodeId, TimeSpan, Action> _later;
    private readonly Action _end;
    private volatile WireException? _malformed;
    private int _dropped;

    /// <summary>Takes frames from now on.</summary>
    /// <param name="sender">Whose they are.</param>
    /// <param name="receiver">Takes the messages.</param>
    /// <param name="counters">What is counted.</param>
    /// <param name="faults">What may be done to messages on purpose.</param>
    /// <param name="maxMessageBytes">The longest message that may come in parts.</param>
    /// <param name="later">Does something after a delay.</param>
    /// <param name="end">Ends the stream, because the node found a message malformed; see <see cref="Malformed"/>.</param>
    public MessageIntake(
        NodeId sender, IMessageReceiver receiver, PeerCounters counters, LinkFaults faults, int maxMessageBytes,
        Action<NodeId, TimeSpan, Action> later, Action end)
    {
        (_sender, _receiver, _counters, _faults, _later, _end) = (sender, receiver, counters, faults, later, end);
        _reader = new BatchReader(maxMessageBytes, Take);
    }

    /// <summary>Fields that were skipped.</summary>
    public long UnknownFields => _reader.Tally.UnknownFields + _tally.UnknownFields;

    /// <summary>Messages that were skipped.</summary>
    public long UnknownKinds => _reader.Tally.UnknownKinds + _tally.UnknownKinds;

    /// <summary>What the node found when it read a frame; null: nothing wrong.</summary>
    public WireException? Malformed => _malformed;

    /// <summary>Takes a frame, which is given back when it was read.</summary>
    /// <exception cref="WireException">When it is malformed.</exception>
    public void Take(WireFrame frame)
    {
        var (messages, hasPart) = BatchReader.Scan(frame.Bytes);
        if (hasPart || _faults.IsAny)
        {
            using (frame)
                ReadHere(frame);

            return;
        }

        _counters.Received.Count(messages, frame.Bytes.Length);
        if (_receiver.Receive(_sender, new ReceivedFrame(frame, messages, _tally, OnMalformed)) is var dropped and > 0)
            _counters.DropAtFullReceiver(dropped);
    }

    private void ReadHere(WireFrame frame)
    {
        _dropped = 0;
        var messages = _reader.Read(frame.Bytes);
        _counters.Received.Count(messages, frame.Bytes.Length);
        if (_dropped > 0)
            _counters.DropAtFullReceiver(_dropped);
    }

    private void OnMalformed(WireException bad)
    {
        _malformed = bad;
        _end();
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
