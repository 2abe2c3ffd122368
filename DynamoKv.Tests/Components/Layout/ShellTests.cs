// The frame: what is seen before and after the circuit, and pages that lead nowhere.
using Bunit;
using DynamoKv.Web.Components.Layout;
using DynamoKv.Web.Components.Pages;

namespace DynamoKv.Tests.Components.Layout;

public sealed class ShellTests : ComponentBench
{
    [Fact]
    public void The_first_bytes_say_that_the_cluster_starts() =>
        Assert.Contains("Starting the cluster", Page.Render<StartingShell>().Markup, StringComparison.Ordinal);

    [Fact]
    public void The_reconnect_dialog_has_the_id_that_the_script_looks_for() =>
        Assert.NotNull(Page.Render<ReconnectDialog>().Find("#components-reconnect-modal"));

    [Fact]
    public void The_frame_has_a_skip_link_and_a_main_region()
    {
        var frame = Page.Render<MainLayout>();
        frame.WaitForElement("main#content");
        Assert.EndsWith("#content", frame.Find(".skip-link").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_leads_nowhere_offers_the_running_cluster() =>
        Assert.Equal("/", Page.Render<NotFound>().Find("a.mud-button-root").GetAttribute("href"));
}
