// Wrong on purpose: an endpoint that knows a panel.
using DynamoKv.Tests.Architecture.Wrong.Web.Components.Panels;

namespace DynamoKv.Tests.Architecture.Wrong.Web.Api;

internal sealed class EndpointThatKnowsAPanel
{
    public static PanelOnItsFloor? Panel => null;
}
