// The controls of time, the first question, the help.
using Bunit;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Components.Panels;

namespace DynamoKv.Tests.Components.Panels;

public sealed class TransportAndPromptTests : ComponentBench
{
    [Fact]
    public void The_bar_of_time_says_where_the_cursor_stands()
    {
        Viewer.Seek(12);
        var bar = Page.Render<TransportBar>(with => with.Add(it => it.State, Viewer.State));
        Assert.Equal($"event 12 of {Viewer.State.Head}", bar.Find(".place-event").TextContent);
        Assert.Equal("◄ past", bar.Find(".place-sign").TextContent);
    }

    [Fact]
    public void Scrubbing_asks_for_an_event()
    {
        long? asked = null;
        var bar = Page.Render<TransportBar>(with => with.Add(it => it.State, Viewer.State).Add(it => it.OnSeek, number => asked = number));
        bar.Find("input[type=range]").Change("9");
        Assert.Equal(9, asked);
    }

    [Fact]
    public void Now_is_disabled_with_its_reason_while_one_is_there() => Assert.Equal(
        "This is the newest moment.",
        Page.Render<TransportBar>(with => with.Add(it => it.State, Viewer.State)).Find(".now-button").GetAttribute("title"));

    [Fact]
    public void The_first_question_is_about_a_replica_that_did_not_coordinate()
    {
        var plan = DemoPlan.Next(null, Snapshot, Quorum.Default)!;
        var saved = Snapshot.Operations.First(operation => operation.Key == plan.Key && operation.Kind == OperationKind.Put);
        Assert.Contains(plan.Victim, saved.Replicas);
        Assert.NotEqual(saved.Coordinator, plan.Victim);
    }

    [Fact]
    public void Answering_the_question_crashes_that_node()
    {
        var acts = new List<ScenarioAction>();
        var plan = DemoPlan.Next(null, Snapshot, Quorum.Default)!;
        var prompt = Page.Render<DemoPrompt>(with => with.Add(it => it.Plan, plan).Add(it => it.OnAct, acts.Add));
        prompt.Find("button").Click();
        Assert.Equal([new CrashAction(plan.Victim, CrashLoss.Memory)], acts);
    }

    [Fact]
    public async Task The_help_lists_the_keys()
    {
        var dialogs = Page.Render<MudBlazor.MudDialogProvider>();
        var help = Page.Render<HelpDialog>();
        await help.InvokeAsync(help.Instance.Show);
        Assert.Contains(dialogs.FindAll("kbd"), key => key.TextContent == "Space");
    }
}
