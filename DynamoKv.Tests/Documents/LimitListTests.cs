// docs/limits.md names tests and settings that there are.
using System.Text.RegularExpressions;
using DynamoKv.Tests.Architecture;
using DynamoKv.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace DynamoKv.Tests.Documents;

public sealed partial class LimitListTests
{
    private static readonly string[][] Rows =
    [
        .. File.ReadAllLines(Repository.PathOf("docs/limits.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim().Trim('`')).ToArray()),
    ];

    [Fact]
    public void Every_limit_has_a_test_that_exists()
    {
        Assert.True(Rows.Length > 20);
        var tests = typeof(LimitListTests).Assembly.GetTypes().SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}")).ToHashSet();
        Problems.None(Rows.Where(row => !tests.Contains(row[3])).Select(row => $"{row[0]}: {row[3]}"));
    }

    [Fact]
    public void Every_setting_of_a_limit_exists_and_refuses_what_is_no_number() => Assert.All(
        Rows.Select(row => row[2]).Where(setting => setting.Length > 0),
        setting => Assert.Contains($"The setting {setting} is 'many'", RefusalOf(setting), StringComparison.Ordinal));

    [Fact]
    public void Every_setting_that_is_a_limit_stands_in_the_table()
    {
        var readers = new[] { "OptionsReader", "NodeSettingsReader" }.Select(name => File.ReadAllText(Repository.PathOf($"DynamoKv.Web/Hosting/{name}.cs")));
        var settings = Setting().Matches(string.Concat(readers))
            .Select(match => "DynamoKv:" + match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(settings);
        Assert.Empty(settings.Except(Rows.Select(row => row[2])));
    }

    private static string RefusalOf(string setting) => Assert.Throws<SettingException>(() => OptionsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>(setting, "many")]).Build())).Message;

    [GeneratedRegex("\"(Limits:[A-Za-z]+)\"")]
    private static partial Regex Setting();
}
