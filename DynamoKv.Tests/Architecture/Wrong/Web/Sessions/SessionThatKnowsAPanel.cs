// Wrong on purpose: a session that knows who looks at it.
using DynamoKv.Tests.Architecture.Wrong.Web.Components.Panels;

namespace DynamoKv.Tests.Architecture.Wrong.Web.Sessions;

internal sealed class SessionThatKnowsAPanel
{
    public static PanelOnItsFloor? Panel => null;
}
