// The floors hold in the built assemblies, and the check that says so can fail.
using ArchUnitNET.Loader;

namespace DynamoKv.Tests.Architecture;

public sealed class FloorTests
{
    private const string WrongRoot = "DynamoKv.Tests.Architecture.Wrong";

    private static readonly Lazy<ArchUnitNET.Domain.Architecture> House = new(() => Load(
        System.Reflection.Assembly.Load("DynamoKv.Engine"), System.Reflection.Assembly.Load("DynamoKv.Web")));

    private static readonly Lazy<ArchUnitNET.Domain.Architecture> WrongHouse = new(() => Load(typeof(FloorTests).Assembly));

    [Fact]
    public void No_folder_uses_its_own_floor_or_a_higher_one() => Problems.None(Floors.Violations(House.Value, "DynamoKv"));

    [Fact]
    public void Every_folder_of_the_engine_and_the_web_has_a_floor() => Problems.None(Floors.Unplaced(House.Value, "DynamoKv"));

    [Fact]
    public void The_check_reads_real_code() =>
        Assert.True(House.Value.Types.Count(type => type.FullName.StartsWith("DynamoKv.Engine.", StringComparison.Ordinal)) > 50);

    [Theory]
    [InlineData("Engine.Ring.RingThatKnowsTheNode", "Engine.Node.NodeOnItsFloor")]
    [InlineData("Engine.Ring.RingWithALambdaAboutTheNode", "Engine.Node.NodeOnItsFloor")]
    [InlineData("Engine.Simulation.WorldThatKnowsTheOther", "Engine.Storage.Sqlite.DiskOfTheOtherWorld")]
    [InlineData("Engine.Projections.ProjectionInsideANode", "Engine.Node.NodeOnItsFloor")]
    [InlineData("Engine.Node.NodeThatReadsLogs", "Engine.Projections.ProjectionInsideANode")]
    [InlineData("Web.Sessions.SessionThatKnowsAPanel", "Web.Components.Panels.PanelOnItsFloor")]
    [InlineData("Web.Components.Panels.PanelThatKnowsAPage", "Web.Components.Pages.PageOnItsFloor")]
    [InlineData("Web.Api.EndpointThatKnowsAPanel", "Web.Components.Panels.PanelOnItsFloor")]
    [InlineData("Engine.Node.NodeThatServesPages", "Microsoft.AspNetCore.Http.IResult")]
    public void A_broken_floor_is_found(string source, string target)
    {
        var violations = Floors.Violations(WrongHouse.Value, WrongRoot);

        Assert.Contains(violations, violation => violation.StartsWith($"{WrongRoot}.{source}", StringComparison.Ordinal)
            && violation.Contains(target, StringComparison.Ordinal));
    }

    [Fact]
    public void What_stands_on_its_floor_is_not_found() =>
        Assert.DoesNotContain(Floors.Violations(WrongHouse.Value, WrongRoot), violation => violation.Contains("OnItsFloor (floor", StringComparison.Ordinal)
            && violation.StartsWith($"{WrongRoot}.Web.Components.Pages", StringComparison.Ordinal));

    [Fact]
    public void A_folder_without_a_floor_is_found() =>
        Assert.Contains($"{WrongRoot}.Engine.Attic", Floors.Unplaced(WrongHouse.Value, WrongRoot));

    private static ArchUnitNET.Domain.Architecture Load(params System.Reflection.Assembly[] assemblies) =>
        new ArchLoader().LoadAssemblies(assemblies).Build();
}
