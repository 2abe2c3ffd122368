// Half right: a panel that keeps to its floor and one that knows a page.
using DynamoKv.Tests.Architecture.Wrong.Web.Components.Pages;

namespace DynamoKv.Tests.Architecture.Wrong.Web.Components.Panels;

internal sealed class PanelOnItsFloor;

internal sealed class PanelThatKnowsAPage
{
    public static PageOnItsFloor? Page => null;
}
