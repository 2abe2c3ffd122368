// What is written reads back as the same.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Storage;

namespace DynamoKv.Tests.Scenarios;

public sealed class ScenarioWriterTests
{
    [Theory]
    [InlineData(Texts.Smallest)]
    [InlineData(Texts.Rich)]
    public void What_is_written_reads_back_as_the_same(string text)
    {
        var written = ScenarioWriter.Write(Texts.Read(text));

        Assert.Equal(written, ScenarioWriter.Write(Texts.Read(written)));
    }

    [Fact]
    public void The_smallest_scenario_is_written_as_it_was() => Assert.Equal(Texts.Smallest, ScenarioWriter.Write(Texts.Read(Texts.Smallest)).TrimEnd());

    [Fact]
    public void What_is_written_runs_line_for_line_as_what_was_read()
    {
        var file = Texts.Read(Texts.Rich);

        Assert.Equal(HashOf(file), HashOf(Texts.Read(ScenarioWriter.Write(file))));
    }

    [Fact]
    public void A_sweep_makes_a_cell_of_each_value_with_each_other()
    {
        var file = Texts.Read($"{Texts.Smallest}\nsweep:\n  cluster.quorum.r: [1, 2]\n  cluster.quorum.w: [1, 2, 3]\n");

        var cells = SweepCells.Of(file);

        Assert.Equal(["r = 1, w = 1", "r = 1, w = 2", "r = 1, w = 3", "r = 2, w = 1", "r = 2, w = 2", "r = 2, w = 3"], cells.Select(cell => cell.Title));
        Assert.Equal([(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)], cells.Select(cell => (cell.File.Cluster.Node.Quorum.R, cell.File.Cluster.Node.Quorum.W)));
        Assert.Equal(ScenarioWriter.Write(file), ScenarioWriter.Write(Texts.Read(ScenarioWriter.Write(file))));
    }

    private static string HashOf(ScenarioFile file)
    {
        using var run = new SimulationRun(file.ToScenario(), new MemoryStoreFactory());
        run.RunUntil(Instant.After(TimeSpan.FromSeconds(12)));
        return run.LogHash();
    }
}
