// Who is sending messages to this node just now.
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Networking.Links;

/// <summary>Who is sending messages to this node just now: one process for each node id. Thread-safe.</summary>
internal sealed class Sessions
{
    private readonly Lock _gate = new();
    private readonly Dictionary<NodeId, Session> _sessions = [];

    /// <summary>Whether a node is connected, and has proven who it is.</summary>
    public bool Has(NodeId node)
    {
        lock (_gate)
        {
            return _sessions.ContainsKey(node);
        }
    }

    /// <summary>Begins a session and ends an older one of the same node, which is dead or has called again.</summary>
    public Session Begin(NodeId node, ProcessMark process, CancellationToken cancellation)
    {
        var session = new Session(this, node, process, cancellation);
        Session? old;
        lock (_gate)
        {
            old = _sessions.GetValueOrDefault(node);
            _sessions[node] = session;
        }

        old?.Cancel();
        return session;
    }

    /// <summary>Ends all.</summary>
    public void CancelAll()
    {
        Session[] all;
        lock (_gate)
        {
            all = [.. _sessions.Values];
        }

        foreach (var session in all)
            session.Cancel();
    }

    private void End(NodeId node, Session session)
    {
        lock (_gate)
        {
            if (_sessions.GetValueOrDefault(node) == session)
                _sessions.Remove(node);
        }
    }

    /// <summary>One stream of messages of a peer.</summary>
    internal sealed class Session(Sessions all, NodeId node, ProcessMark process, CancellationToken cancellation) : IDisposable
    {
        private readonly CancellationTokenSource _life = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

        public ProcessMark Process => process;

        /// <summary>Says that the session is to end.</summary>
        public CancellationToken Ending => _life.Token;

        public void Cancel()
        {
            try
            {
                _life.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It has ended by itself.
            }
        }

        public void Dispose()
        {
            all.End(node, this);
            _life.Dispose();
        }
    }
}
