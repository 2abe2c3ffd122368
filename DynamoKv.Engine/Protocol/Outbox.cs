// Everything that a node can ask of its world.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

/// <summary>A message on its way to a node.</summary>
public readonly record struct OutgoingMessage(NodeId Receiver, Message Message);

/// <summary>A reminder asked for.</summary>
public readonly record struct ScheduledTimer(TimeSpan Delay, NodeTimer Timer);

/// <summary>
/// What a node asks of its world during one batch of steps. Buffered; the world releases it only after the store's
/// Commit, so that nothing leaves a node before what it promises is durable. Reused from batch to batch.
/// </summary>
/// <param name="isTracing">Whether anybody wants trace events; a node asks before it makes one.</param>
public sealed class Outbox(bool isTracing)
{
    private readonly List<OutgoingMessage> _messages = [];
    private readonly List<ClientResponse> _responses = [];
    private readonly List<CommandAnswer> _answers = [];
    private readonly List<ScheduledTimer> _timers = [];
    private readonly List<TraceEvent> _trace = [];

    /// <summary>False: trace events would be dropped, do not make them.</summary>
    public bool IsTracing { get; } = isTracing;

    /// <summary>Messages in the order sent.</summary>
    public IReadOnlyList<OutgoingMessage> Messages => _messages;

    /// <summary>Answers to clients in the order given.</summary>
    public IReadOnlyList<ClientResponse> Responses => _responses;

    /// <summary>Answers to commands in the order given.</summary>
    public IReadOnlyList<CommandAnswer> Answers => _answers;

    /// <summary>Reminders in the order asked.</summary>
    public IReadOnlyList<ScheduledTimer> Timers => _timers;

    /// <summary>What happened, in order; empty unless tracing.</summary>
    public IReadOnlyList<TraceEvent> Traced => _trace;

    /// <summary>Sends a message; it may be lost.</summary>
    public void Send(NodeId receiver, Message message) => _messages.Add(new OutgoingMessage(receiver, message));

    /// <summary>Answers a client of this node.</summary>
    public void Reply(ClientResponse response) => _responses.Add(response);

    /// <summary>Answers a command.</summary>
    public void Answer(CommandAnswer answer) => _answers.Add(answer);

    /// <summary>Asks to be reminded after a delay, which is not negative.</summary>
    public void Schedule(TimeSpan delay, NodeTimer timer) => _timers.Add(new ScheduledTimer(delay, timer));

    /// <summary>Says what happened, for whoever watches.</summary>
    public void Trace(TraceEvent what)
    {
        if (IsTracing)
        {
            _trace.Add(what);
        }
    }

    /// <summary>Empties the outbox for the next batch.</summary>
    public void Clear()
    {
        _messages.Clear();
        _responses.Clear();
        _answers.Clear();
        _timers.Clear();
        _trace.Clear();
    }
}
