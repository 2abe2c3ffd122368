// Half right: a node that keeps to its floor, one that reads logs and one that serves pages.
using DynamoKv.Tests.Architecture.Wrong.Engine.Projections;

namespace DynamoKv.Tests.Architecture.Wrong.Engine.Node;

internal sealed class NodeOnItsFloor;

internal sealed class NodeThatReadsLogs
{
    public static ProjectionInsideANode? Projection => null;
}

internal sealed class NodeThatServesPages
{
    public static Microsoft.AspNetCore.Http.IResult? Page => null;
}
