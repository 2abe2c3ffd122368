// The log as a view.
using Bunit;
using DynamoKv.Engine.Projections.Entries;
using DynamoKv.Engine.Protocol;
using DynamoKv.Tests.Components.Views;
using DynamoKv.Web.Components.Logs;
using DynamoKv.Web.Components.Views;

namespace DynamoKv.Tests.Components.Logs;

public sealed class LogViewTests : ViewBench
{
    [Fact]
    public void A_search_finds_what_a_look_at_every_entry_finds_at_200_moments_forwards_and_back()
    {
        Play(120);
        var filters = new[]
        {
            new EntryFilter { Kind = EntryKind.Message }, new EntryFilter { Node = new("B") }, new EntryFilter { Key = Engine.Primitives.Key.Of("cart:bob") },
            new EntryFilter { Text = "acknowledged" }, new EntryFilter { Kind = EntryKind.Storage, Node = new("C") },
        };
        var search = new LogSearch();
        var turn = 0;
        foreach (var cursor in Moments(200, seed: 4))
        {
            var filter = filters[turn++ / 3 % filters.Length];
            var expected = Session.ReadLog(1, (int)cursor).Where(entry => filter.Fits(entry, number => LogSearch.Find(Session, number), LogSearch.LineOf));
            Assert.Equal(expected.Reverse(), search.At(Session, filter, cursor).Entries);
        }
    }

    [Fact]
    public void Without_a_filter_the_rows_are_the_newest_entries_up_to_the_cursor()
    {
        var view = Render(At(60));
        Assert.Equal("60 entries", view.Find("p[role=status]").TextContent);
        var numbers = view.FindAll("tr[data-number]").Select(row => row.GetAttribute("data-number")).ToArray();
        Assert.NotEmpty(numbers);
        Assert.Equal(Enumerable.Range(0, numbers.Length).Select(index => $"{60 - index}"), numbers);
    }

    [Fact]
    public void A_filter_a_number_and_a_cause_work_on_click()
    {
        var view = Render(AtHead());
        view.FindAll("select")[0].Change("Request");
        Assert.All(view.FindAll("tr[data-number]"), row => Assert.Contains("requests", row.Children[4].TextContent, StringComparison.Ordinal));
        var (number, cause) = (Button(view, 1).TextContent, Button(view, 6).TextContent);
        Button(view, 1).Click();
        Button(view, 6).Click();
        Assert.Equal([number, cause], Host.Sought.Select(sought => $"{sought}"));
    }

    /// <summary>A button of the first row that has a cause.</summary>
    private static AngleSharp.Dom.IElement Button(IRenderedComponent<LogView> view, int column) => view.FindAll("tr[data-number]")
        .First(row => row.Children[6].QuerySelector("button") is not null).Children[column].QuerySelector("button")!;

    [Fact]
    public void The_causes_of_a_chosen_entry_stand_alone()
    {
        var answer = Session.ReadLog(1, (int)Session.LastEvent).First(entry => entry.What is TraceEvent.ClientAnswered);
        var view = Render(AtHead(new Selection { Event = answer.Number }));
        view.FindAll(".log-chosen button")[0].Click();
        var expected = EntryFilter.CausesOf(answer, number => LogSearch.Find(Session, number)).Select(entry => $"{entry.Number}");
        Assert.Equal(expected, view.FindAll("tr[data-number]").Select(row => row.GetAttribute("data-number")));
    }

    private IRenderedComponent<LogView> Render(ViewContext context) => Page.Render<LogView>(with => with.Add(it => it.Context, context));
}
