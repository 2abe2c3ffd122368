// Wrong on purpose: a projection that reaches into a node instead of reading its log.
using DynamoKv.Tests.Architecture.Wrong.Engine.Node;

namespace DynamoKv.Tests.Architecture.Wrong.Engine.Projections;

internal sealed class ProjectionInsideANode
{
    public static NodeOnItsFloor? Node => null;
}
