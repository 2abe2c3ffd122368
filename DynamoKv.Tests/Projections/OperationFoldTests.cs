// How operations stand after hand-made lines.
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using static DynamoKv.Tests.Projections.Story;

namespace DynamoKv.Tests.Projections;

public sealed class OperationFoldTests
{
    private static Story Running => new Story()
        .Line(A, new TraceEvent.RequestEntered(Put)).Line(B, Coordinating(OperationKind.Put));

    [Fact]
    public void A_coordinator_and_its_replicas_are_known_when_it_says_so()
    {
        var operation = Assert.Single(Running.Snapshot.Operations);
        Assert.Equal((B, 2, OperationState.Running), (operation.Coordinator, operation.Required, operation.State));
        Assert.Equal([B, C, D], operation.Replicas);
    }

    [Fact]
    public void A_settled_put_has_succeeded() => Assert.Equal(
        OperationState.Succeeded, Running.Line(B, new TraceEvent.OperationSettled(Written)).Snapshot.Operations[0].State);

    [Fact]
    public void A_late_answer_is_counted_after_the_end() => Assert.Equal(3, Running
        .Line(B, new TraceEvent.OperationSettled(Written))
        .Line(B, new TraceEvent.AnswerCounted(First, D, true, 3, 2)).Snapshot.Operations[0].Reached);

    [Fact]
    public void A_put_that_timed_out_is_unknown_not_failed()
    {
        var late = new ClientResponse.TimedOut(First, B, TwoOfThree, OperationKind.Put, TimeSpan.FromSeconds(1));
        Assert.Equal(
            OperationState.Unknown, Running.Line(A, new TraceEvent.ClientAnswered(late)).Snapshot.Operations[0].State);
    }

    [Fact]
    public void An_answer_dies_with_the_node_at_which_its_client_waits() => Assert.Equal(
        OperationState.Unknown,
        Running.Line(null, new WorldEvent.NodeCrashed(A, CrashLoss.Memory, "test")).Snapshot.Operations[0].State);

    [Fact]
    public void Only_the_newest_operations_are_kept()
    {
        var story = new Story();
        for (var number = 1; number <= ClusterSnapshot.MaxOperations + 5; number++)
        {
            story.Line(A, new TraceEvent.RequestEntered(
                new ClientRequest.Get(new OperationId(A, number), Cart, RequestOptions.None)));
        }

        Assert.Equal(ClusterSnapshot.MaxOperations, story.Snapshot.Operations.Count);
        Assert.Equal(6, story.Snapshot.Operations[0].Id.Number);
    }
}
