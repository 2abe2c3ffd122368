// Which page an address leads to.
using Bunit;
using DynamoKv.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoKv.Tests.Components;

public sealed class RoutesTests : ComponentBench
{
    [Theory]
    [InlineData("/", "svg.ring")]
    [InlineData("/lab/main", "svg.ring")]
    [InlineData("/not-found", "section.notice")]
    public void An_address_leads_to_its_page(string address, string whatStandsThere)
    {
        Page.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Page.Render<Routes>();
        page.WaitForElement(whatStandsThere);
        Assert.Single(page.FindAll("main#content"));
    }
}
