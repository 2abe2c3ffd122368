// Captions, log, scenario and the bar: what happened, told.
using Bunit;
using DynamoKv.Engine.Primitives;
using DynamoKv.Web.Components.Panels;

namespace DynamoKv.Tests.Components.Panels;

public sealed class StoryPanelTests : ComponentBench
{
    [Fact]
    public void Captions_stand_newest_first_in_a_polite_live_region_and_are_bounded()
    {
        var list = Page.Render<CaptionList>(with => with.Add(it => it.Captions, Viewer.State.Captions));
        Assert.Equal("polite", list.Find("[role=log]").GetAttribute("aria-live"));
        Assert.Equal(Viewer.State.Captions[^1].Text, list.Find(".caption-text").TextContent);
        Assert.InRange(list.FindAll("li").Count, 1, CaptionList.MaxShown);
    }

    [Fact]
    public void The_newest_caption_is_shown_large() => Assert.Contains(
        Viewer.State.Captions[^1].Text,
        Page.Render<CaptionNow>(with => with.Add(it => it.Caption, Viewer.State.Captions[^1])).Markup,
        StringComparison.Ordinal);

    [Fact]
    public void The_log_counts_the_events_up_to_the_cursor() => Assert.Contains(
        $"{Viewer.State.Cursor} events",
        Page.Render<EventLog>(with => with.Add(it => it.Session, Bench.Main).Add(it => it.Cursor, Viewer.State.Cursor)).Find("h2").TextContent,
        StringComparison.Ordinal);

    [Fact]
    public void Every_event_of_a_run_has_a_name_and_its_numbers() => Assert.All(
        Bench.Main.ReadLog(1, 1_000), entry => Assert.NotEqual(string.Empty, EventText.Name(entry.What) + EventText.Detail(entry.What)));

    [Fact]
    public void The_scenario_lists_what_was_done()
    {
        var lines = Page.Render<ScenarioLines>(with => with.Add(it => it.Lines, ["- { at: 1s, crash: { node: C } }"]));
        Assert.Equal("- { at: 1s, crash: { node: C } }", lines.Find("pre").TextContent);
    }

    [Fact]
    public void The_bar_says_where_one_is_in_words()
    {
        var bar = Page.Render<RunBar>(with => with.Add(it => it.Session, Bench.Main).Add(it => it.Now, new Instant(1_240_000)));
        Assert.Contains("SIMULATION", bar.Markup, StringComparison.Ordinal);
        Assert.Equal("seed 42", bar.Find(".where-seed").TextContent);
        Assert.Equal("t = 1.240 s", bar.Find(".where-time").TextContent);
    }
}
