// Picture and table of the space-time diagram show the same things.
using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Components.Flow;
using DynamoKv.Web.Components.Views;

namespace DynamoKv.Tests.Components.Flow;

public sealed class FlowViewTests : FlowBench
{
    [Fact]
    public void Every_thing_of_the_picture_is_a_row_of_the_table()
    {
        Trouble();
        foreach (var moment in Moments(25))
        {
            var picture = Page.Render<FlowView>(with => with.Add(view => view.Context, ContextAt(moment)));
            var table = Page.Render<FlowView>(with => with.Add(view => view.Context, ContextAt(moment) with { IsTable = true }));
            Assert.Equal(
                picture.FindAll(".flow-message").Select(message => message.GetAttribute("data-message")),
                table.FindAll(".flow-row-message th").Select(number => number.TextContent.Trim()));
            Assert.Equal(picture.FindAll(".flow-dot").Select(dot => dot.GetAttribute("data-event")), table.FindAll(".flow-row-mark a").Select(link => link.TextContent));
            Assert.Equal(picture.FindAll(".flow-call").Count, table.FindAll(".flow-row-call").Count);
            Assert.Equal(picture.FindAll(".flow-span").Count, table.FindAll(".flow-row-span").Count);
            Assert.Equal(picture.FindAll(".flow-band").Count, table.FindAll(".flow-row-band").Count);
        }
    }

    [Fact]
    public void Thousands_of_messages_are_drawn_together_and_none_is_missing()
    {
        Trouble();
        Bench.Controls.SetSpeed(30);
        Play(20);
        var view = Page.Render<FlowView>(with => with.Add(it => it.Context, ContextAt(Bench.Main.LastEvent)));
        view.Find("input[type=checkbox]").Change(true);
        view.Find("select").Change("5000");

        var strands = view.FindAll(".flow-strands path");
        var drawn = strands.Sum(strand => int.Parse(strand.GetAttribute("data-count")!, CultureInfo.InvariantCulture));
        var facts = FlowWindow.Read(Bench.Main, Bench.Main.LastEvent, 5_000, true);
        Assert.Equal(FlowFold.Of(facts.Before, facts.Entries, Snapshot.Now, true).Messages.Length, drawn);
        Assert.True(drawn > FlowScene.MaxLines, $"Only {drawn} messages were sent.");
        Assert.Equal(drawn, strands.Sum(strand => strand.GetAttribute("d")!.Count(letter => letter == 'M')));
    }

    [Fact]
    public void A_message_under_way_can_be_dropped_and_one_that_has_arrived_says_why_not()
    {
        var moment = Bench.Main.ReadLog(1, (int)Bench.Main.LastEvent)
            .First(entry => Bench.Main.SnapshotAt(entry.Number).InFlight.Values.Any(message => message.Message is Engine.Protocol.Message.ReplicaPut)).Number;
        var message = Bench.Main.SnapshotAt(moment).InFlight.Values.First(one => one.Message is Engine.Protocol.Message.ReplicaPut).Number;
        var context = ContextAt(moment, new Selection { Message = message });
        var view = Page.Render<FlowView>(with => with.Add(it => it.Context, context));
        Button(view, "Drop (X)").Click();
        Assert.Equal([new DropMessageAction(message)], ((QuietHost)context.Host).Acts);

        var late = Page.Render<FlowView>(with => with.Add(it => it.Context, ContextAt(moment + 60, new Selection { Message = message })));
        Assert.True(Button(late, "Drop (X)").HasAttribute("disabled"));
        Assert.Contains("not under way", late.Find(".flow-acts span").GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public void By_cause_all_that_happens_is_equally_far_apart_and_in_the_same_order()
    {
        Trouble();
        var window = FlowWindow.Read(Bench.Main, Bench.Main.LastEvent, 60, false);
        var facts = FlowFold.Of(window.Before, window.Entries, Snapshot.Now, false);
        var (time, cause) = (FlowScene.Of(facts, isCausal: false), FlowScene.Of(facts, isCausal: true));
        Assert.Equal(time.Lines.Length, cause.Lines.Length);
        Assert.Equal(time.Dots.OrderBy(dot => dot.X).ThenBy(dot => dot.Mark.Event).Select(dot => dot.Mark.Event), cause.Dots.OrderBy(dot => dot.X).Select(dot => dot.Mark.Event));
        var steps = cause.Dots.Select(dot => dot.X).Concat(cause.Lines.Select(line => line.X1)).Where(x => x > 0).Distinct().Order().ToArray();
        var least = steps.Zip(steps.Skip(1), (left, right) => right - left).Min();
        Assert.All(steps.Zip(steps.Skip(1), (left, right) => (right - left) / least), gap => Assert.Equal(Math.Round(gap), gap, 3));
    }

    [Fact]
    public void A_run_that_is_too_long_for_lines_is_shown_in_parts_that_hold_all_its_events()
    {
        var sums = FlowSum.Of(Bench.Main, Bench.Main.LastEvent, Snapshot.Now);
        Assert.Equal(FlowSum.Parts, sums.Length);
        Assert.Equal(Bench.Main.LastEvent, sums.Sum(sum => sum.Events));
        Assert.Equal(Bench.Main.LastEvent, sums[^1].Last);
    }

    private static IElement Button(IRenderedComponent<FlowView> view, string name) =>
        view.FindAll(".flow-acts button").Single(button => button.TextContent.Trim() == name);
}
