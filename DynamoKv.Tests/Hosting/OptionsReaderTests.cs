// Settings, right and wrong.
using DynamoKv.Engine.Quorums;
using DynamoKv.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace DynamoKv.Tests.Hosting;

public sealed class OptionsReaderTests
{
    [Fact]
    public void Without_settings_the_defaults_hold()
    {
        var options = OptionsReader.Read(Configuration());

        Assert.Equal(new Quorum(3, 2, 2), options.Quorum);
        Assert.Equal((42UL, 0.25, 50), (options.Simulation.Seed, options.Simulation.Speed, options.Simulation.MaxRuns));
        Assert.Equal(TimeSpan.FromMinutes(30), options.Simulation.RunIdleTime);
        Assert.Equal((100, 1_000), (options.Limits.MaxWebSocketReaders, options.Limits.MaxConnections));
        Assert.False(options.Simulation.StoresInMemory);
    }

    [Fact]
    public void Settings_are_taken()
    {
        var options = OptionsReader.Read(Configuration(
            ("Mode", "Simulation"), ("Quorum:N", "4"), ("Quorum:R", "1"), ("Quorum:W", "4"), ("Simulation:Seed", "7"), ("Simulation:Speed", "0.5"), ("Storage:Kind", "memory")));

        Assert.Equal(new Quorum(4, 1, 4), options.Quorum);
        Assert.Equal((7UL, 0.5, true), (options.Simulation.Seed, options.Simulation.Speed, options.Simulation.StoresInMemory));
    }

    [Theory]
    [InlineData("Mode", "cluster", "one of: simulation, node")]
    [InlineData("Quorum:N", "0", "a whole number from 1 to 5")]
    [InlineData("Quorum:N", "6", "a whole number from 1 to 5")]
    [InlineData("Quorum:R", "4", "a whole number from 1 to 3")]
    [InlineData("Quorum:W", "two", "a whole number from 1 to 3")]
    [InlineData("Simulation:Speed", "0", "a number from 0.001")]
    [InlineData("Simulation:Speed", "1,5", "a number from 0.001")]
    [InlineData("Simulation:Seed", "-1", "a whole number from 0")]
    [InlineData("Storage:Kind", "disk", "one of: sqlite, memory")]
    [InlineData("Limits:MaxConnections", "0", "a whole number from 1")]
    public void A_wrong_setting_is_one_sentence_that_names_it(string name, string value, string words)
    {
        var refusal = Assert.Throws<SettingException>(() => OptionsReader.Read(Configuration((name, value))));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("DynamoKv:" + name, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Quorum:Q")]
    [InlineData("Simulaton:Seed")]
    [InlineData("Security:Token")]
    public void A_setting_that_does_not_exist_is_refused_with_those_that_do(string name)
    {
        var refusal = Assert.Throws<SettingException>(() => OptionsReader.Read(Configuration((name, "1"))));

        Assert.Contains($"DynamoKv:{name} does not exist", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("DynamoKv:Quorum:N", refusal.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Configuration(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("DynamoKv:" + setting.Name, (string?)setting.Value))).Build();
}
