// Right: a page uses panels.
using DynamoKv.Tests.Architecture.Wrong.Web.Components.Panels;

namespace DynamoKv.Tests.Architecture.Wrong.Web.Components.Pages;

internal sealed class PageOnItsFloor
{
    public static PanelOnItsFloor? Panel => null;
}
