// A recorded line says all that its entry says.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Logging;
using DynamoKv.Engine.Storage;
using DynamoKv.Tests.Scenarios;
using DynamoKv.Web.Sessions.Shelf;

namespace DynamoKv.Tests.Sessions.Shelf;

public sealed class RecordedJsonTests
{
    [Fact]
    public void Every_line_of_a_rich_run_reads_back_as_the_same()
    {
        var file = Texts.Read(Texts.Rich);
        using var run = new SimulationRun(file.ToScenario(5), new MemoryStoreFactory());
        HandPlay.Go(run, 5, deeds: 60);
        run.RunUntil(run.Now + TimeSpan.FromSeconds(12));

        Assert.True(run.Log.Select(entry => entry.What.GetType()).Distinct().Count() > 30);
        Assert.All(run.Log, entry =>
        {
            var read = RecordedJson.Read(RecordedJson.Write(entry));
            Assert.NotNull(read);
            Assert.Equal(LogLine.Format(entry), LogLine.Format(read));
            Assert.Equal((entry.What as WorldEvent.FaultInjected)?.Barriers.Length, (read.What as WorldEvent.FaultInjected)?.Barriers.Length);
        });
    }

    [Theory]
    [InlineData("{\"Number\":1,\"At\":0,\"What\":{\"$kind\":\"SomethingOfTomorrow\"}}")]
    [InlineData("{\"Number\":1,\"At\":0,\"What\":{\"$ki")]
    public void A_line_of_another_version_is_none(string line) => Assert.Null(RecordedJson.Read(line));
}
