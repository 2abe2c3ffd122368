// What the README tells people to type works.
using System.Net;
using DynamoKv.Tests.Architecture;
using DynamoKv.Tests.Browser;

namespace DynamoKv.Tests.Documents;

public sealed class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Repository.PathOf("README.md"));

    [Fact]
    public async Task Every_curl_command_is_answered_in_the_order_given()
    {
        await using var server = await RealServer.StartAsync();
        using var client = new HttpClient();
        var bodies = new List<string>();
        foreach (var command in CurlCommand.In(Text))
        {
            using var request = command.ToRequest(server.Address);
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var isGood = response.StatusCode is HttpStatusCode.OK or HttpStatusCode.MultipleChoices;
            Assert.True(isGood, $"{command.Line}\nanswered {(int)response.StatusCode}: {body}");
            bodies.Add(body);
        }

        Assert.Contains("milk", bodies[1], StringComparison.Ordinal);
        Assert.Contains("buy eggs", bodies, StringComparer.Ordinal);
    }

    [Fact]
    public void The_readme_shows_how_to_write_read_and_delete() =>
        Assert.Superset(new HashSet<string> { "PUT", "GET", "DELETE" }, CurlCommand.In(Text).Select(command => command.Method.Method).ToHashSet());

    [Fact]
    public void The_two_commands_stand_on_the_first_screen()
    {
        var screen = string.Join('\n', Text.Split('\n').Take(30));
        Assert.Contains("dotnet run --project DynamoKv.Web", screen, StringComparison.Ordinal);
        Assert.Contains("dotnet test", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_curl_command_is_taken_apart_as_a_shell_would()
    {
        var command = CurlCommand.Parse("curl -X PUT 'http://localhost:8080/a?b=1&c=2' -H 'Content-Type: text/plain' -d 'x y'");

        Assert.Equal(("PUT", "http://localhost:8080/a?b=1&c=2", "x y"), (command.Method.Method, command.Url, command.Body));
        Assert.Equal(["Content-Type: text/plain"], command.Headers);
    }

    [Fact]
    public void A_curl_option_that_is_not_known_is_refused() => Assert.Throws<FormatException>(() => CurlCommand.Parse("curl --compressed http://localhost:8080/"));
}
