// One word of a scenario decides: with another one there, its assertion comes out otherwise.
using System.Globalization;
using DynamoKv.Engine.Scenarios;
using DynamoKv.Engine.Scenarios.Running;
using DynamoKv.Engine.Scenarios.Text;

namespace DynamoKv.Tests.Scenarios.Library;

/// <summary>
/// An assertion that holds whatever the setting is shows nothing. Each row changes the setting that its scenario is
/// about.
/// </summary>
public sealed class DecisiveSettingTests
{
    [Theory]
    [InlineData("a-damaged-row-is-repaired", "cluster.anti_entropy", "off", "a1")]
    [InlineData("a-rack-is-lost", "cluster.racks", "{}", "a1")]
    [InlineData("a-slow-disk-hides-behind-the-quorum", "cluster.quorum.w", "3", "a1")]
    [InlineData("anti-entropy-alone", "cluster.anti_entropy", "off", "a1")]
    [InlineData("anti-entropy-mends-what-hints-dropped", "cluster.anti_entropy", "off", "a2")]
    [InlineData("availability-with-one-node-down", "cluster.quorum", "{ n: 3, r: 2, w: 3, sloppy: false }", "a1")]
    [InlineData("both-sides-of-a-partition-accept", "cluster.quorum.sloppy", "false", "a1")]
    [InlineData("bounded-staleness", "cluster.quorum.r", "3", "a2")]
    [InlineData("buffered-writes-lose-the-unflushed", "cluster.buffered_writes", "off", "a1")]
    [InlineData("client-driven-coordination", "workload.coordination", "server_driven", "a1")]
    [InlineData("dotted-versions-with-merge-lose-nothing", "cluster.versions.mode", "last_write_wins", "a1")]
    [InlineData("figure-three", "cluster.versions.mode", "last_write_wins", "a1")]
    [InlineData("hinted-handoff", "cluster.hints", "off", "a2")]
    [InlineData("hints-that-overflow", "cluster.hints.max", "10000", "a2")]
    [InlineData("last-write-wins-loses-concurrent-writes", "cluster.versions.mode", "dotted", "a1")]
    [InlineData("last-write-wins-and-a-clock-that-lags", "cluster.versions.mode", "dotted", "a1")]
    [InlineData("new-old-inversion", "cluster.read_repair", "sync", "a1")]
    [InlineData("no-sibling-explosion", "cluster.versions.mode", "vector_clock", "a1")]
    [InlineData("quorum-overlap-reads-fresh", "cluster.quorum.r", "1", "a1")]
    [InlineData("read-repair-alone", "cluster.read_repair", "off", "a1")]
    [InlineData("read-your-writes-broken", "cluster.quorum", "{ n: 3, r: 3, w: 3 }", "a1")]
    [InlineData("session-guarantees-kept", "cluster.quorum", "{ n: 3, r: 1, w: 1, sloppy: false }", "a1")]
    [InlineData("sibling-explosion", "cluster.versions.mode", "dotted", "a1")]
    [InlineData("stale-read-under-partition", "cluster.quorum.r", "2", "a1")]
    [InlineData("strict-quorum-refuses-a-minority", "cluster.quorum.r", "1", "a3")]
    [InlineData("sync-repair-removes-inversion", "cluster.read_repair", "off", "a1")]
    [InlineData("truncated-clocks-make-false-siblings", "cluster.versions.max_entries", "200", "a1")]
    public void With_another_setting_the_assertion_comes_out_otherwise(string name, string path, string value, string id)
    {
        var file = LibraryRuns.Read(name) with { Repeat = 1, Sweep = [new SweepAxis(path, [ValueOf(value)])] };

        var verdict = ScenarioRunner.RunToEnd(SweepCells.Of(file).Single().File, file.Seed).Verdicts.Single(one => one.Id == id);

        Assert.True(verdict.IsAsExpected == false, string.Create(CultureInfo.InvariantCulture, $"With {path} = {value}: {verdict}"));
    }

    private static TextNode ValueOf(string text) => ((TextNode.Mapping)YamlText.Parse($"value: {text}")).Find("value")!;
}
