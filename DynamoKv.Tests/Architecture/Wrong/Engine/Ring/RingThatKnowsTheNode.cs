// Wrong on purpose: a lower floor that uses a higher one, openly and inside a lambda.
using DynamoKv.Tests.Architecture.Wrong.Engine.Node;

namespace DynamoKv.Tests.Architecture.Wrong.Engine.Ring;

internal sealed class RingThatKnowsTheNode
{
    public static NodeOnItsFloor? Node => null;
}

internal sealed class RingWithALambdaAboutTheNode
{
    public static Func<string> Name => () => new NodeOnItsFloor().ToString()!;
}
