// Gives answers back to where the requests entered.
using DynamoKv.Engine.Node.Background;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Node;

/// <summary>Gives answers back: to a client of this node, or to the node that forwarded the request.</summary>
internal sealed class AnswerDesk(NodeScope scope, BackgroundAdmission? admission)
{
    /// <summary>Settles an operation that this node coordinates.</summary>
    public void Settle(CoordinatedOperation operation, ClientResponse response)
    {
        admission?.OnSettled(operation, response);
        CountMiss(response);
        if (scope.Outbox.IsTracing)
        {
            scope.Outbox.Trace(new TraceEvent.OperationSettled(response));
        }

        if (operation.Entry == scope.Self)
        {
            Answer(response);
        }
        else
        {
            scope.Outbox.Send(operation.Entry, new Message.ForwardedResponse(operation.Id, response));
        }
    }

    /// <summary>Answers a client of this node.</summary>
    public void Answer(ClientResponse response)
    {
        if (scope.Outbox.IsTracing)
        {
            scope.Outbox.Trace(new TraceEvent.ClientAnswered(response));
        }

        scope.Outbox.Reply(response);
    }

    private void CountMiss(ClientResponse response)
    {
        var missed = response switch
        {
            ClientResponse.QuorumMissed miss => miss.Kind,
            ClientResponse.TimedOut late => late.Kind,
            _ => (OperationKind?)null,
        };
        if (missed == OperationKind.Get)
        {
            scope.Counters.ReadQuorumsMissed++;
        }
        else if (missed is not null)
        {
            scope.Counters.WriteQuorumsMissed++;
        }
    }
}
