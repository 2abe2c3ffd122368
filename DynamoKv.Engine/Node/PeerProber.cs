// Keeps an eye on peers that did not answer.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node;

/// <summary>
/// Local failure detection by missing answers (Dynamo 4.8.3): a suspect is asked again and again until it is heard.
/// </summary>
internal sealed class PeerProber(NodeScope scope)
{
    private bool _isProbing;

    /// <summary>A suspect was heard again; null: nobody waits for it.</summary>
    public Action<NodeId>? Returned { get; set; }

    public void Heard(NodeId peer)
    {
        if (scope.Peers.Heard(peer, scope.Now))
        {
            scope.Outbox.Trace(new TraceEvent.PeerHeardAgain(peer));
            Returned?.Invoke(peer);
        }
    }

    public void Missed(NodeId peer)
    {
        if (peer == scope.Self)
        {
            return;
        }

        if (scope.Peers.Missed(peer, scope.Now))
        {
            scope.Outbox.Trace(new TraceEvent.PeerSuspected(peer));
        }

        Schedule();
    }

    public void On(Message.Ping message, NodeId sender) => scope.Outbox.Send(sender, new Message.Pong());

    public void On(NodeTimer.ProbeSuspects timer)
    {
        _isProbing = false;
        foreach (var suspect in scope.Peers.Suspects)
        {
            scope.Peers.Missed(suspect, scope.Now); // still silent: stays a suspect until it answers
            scope.Outbox.Send(suspect, new Message.Ping());
            Schedule();
        }
    }

    private void Schedule()
    {
        if (!_isProbing)
        {
            _isProbing = true;
            scope.Outbox.Schedule(scope.Options.SuspicionPeriod / 2, new NodeTimer.ProbeSuspects());
        }
    }
}
