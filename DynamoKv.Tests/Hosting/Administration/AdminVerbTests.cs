// Commands of an administrator against a real node.
using System.Text.Json;
using DynamoKv.Web.Hosting;

namespace DynamoKv.Tests.Hosting.Administration;

public sealed class AdminVerbTests(AdminBench bench) : IClassFixture<AdminBench>
{
    [Theory]
    [InlineData("status", "node-1")]
    [InlineData("members", "alive")]
    [InlineData("ring", "100.00 %")]
    [InlineData("where cart", "primary")]
    [InlineData("hints", "0 hints wait")]
    [InlineData("transfers", "FROM")]
    [InlineData("plan", "plan")]
    [InlineData("clear", "plan")]
    [InlineData("repair --dry-run", "SOURCE")]
    public async Task A_question_is_answered_as_a_table_and_as_json(string words, string expected)
    {
        var (code, table, errors) = await bench.AdminAsync(["admin", .. words.Split(' ')]);
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains(expected, table, StringComparison.OrdinalIgnoreCase);

        var (jsonCode, json, _) = await bench.AdminAsync(["admin", .. words.Split(' '), "--json"]);
        using var parsed = JsonDocument.Parse(json);
        Assert.Equal(0, jsonCode);
    }

    [Fact]
    public async Task A_plan_is_made_shown_and_forgotten()
    {
        var (code, shown, _) = await bench.AdminAsync("admin", "plan", "join", "node-2", "http://127.0.0.1:9", "--tokens", "5");
        Assert.Equal(0, code);
        Assert.Contains("joining: node-2", shown, StringComparison.Ordinal);
        Assert.Equal(0, (await bench.AdminAsync("admin", "clear")).Code);
        Assert.DoesNotContain("joining: node-2", (await bench.AdminAsync("admin", "plan")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_server_refuses_is_its_sentence_and_code_1()
    {
        var (code, output, errors) = await bench.AdminAsync("admin", "plan", "leave", "node-9");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("There is no node 'node-9'", errors, StringComparison.Ordinal);

        (code, _, errors) = await AdminBench.RunAsync("wrong", "admin", "status", "--url", bench.Url);
        Assert.Equal(1, code);
        Assert.Contains("The token is not known here", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_code_3_and_named()
    {
        var (code, _, errors) = await AdminBench.RunAsync(null, "admin", "status", "--url", "http://127.0.0.1:1");
        Assert.Equal(3, code);
        Assert.Contains("http://127.0.0.1:1 can't be reached", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("admin fly", "There is no command 'admin fly': the commands are status")]
    [InlineData("admin where", "Write where <key>")]
    [InlineData("admin status now", "see status --help")]
    [InlineData("admin status --token abc", "does not know '--token'")]
    [InlineData("admin status --url nowhere", "--url is 'nowhere'")]
    [InlineData("admin status --url http://me:secret@host", "must be an address such as")]
    [InlineData("admin plan join", "plan leave <id>")]
    [InlineData("admin status --DynamoKv:Mode=node", "does not know '--DynamoKv:Mode'")]
    [InlineData("admin status --token-file /nowhere/token", "--token-file can't be read")]
    [InlineData("backup", "needs --out")]
    [InlineData("restore", "needs --file")]
    public async Task A_wrong_word_is_one_sentence_and_code_2(string words, string sentence) => Assert.Contains(
        sentence, (await Assert.ThrowsAsync<SettingException>(() => AdminBench.RunAsync(null, words.Split(' ')))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("admin --help", "where <key>")]
    [InlineData("admin", "Exit codes: 0 done")]
    [InlineData("admin plan --help", "--tokens <value>")]
    [InlineData("backup --help", "--export")]
    [InlineData("restore --help", "--id <value>")]
    [InlineData("health --help", "--live")]
    public async Task Each_command_says_what_it_takes(string words, string expected)
    {
        var (code, output, _) = await AdminBench.RunAsync(null, words.Split(' '));
        Assert.Equal(0, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_may_come_from_a_file()
    {
        var file = Path.Combine(bench.Folder.Path, "token");
        await File.WriteAllTextAsync(file, AdminBench.Secret + "\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await AdminBench.RunAsync(null, "admin", "status", "--url", bench.Url, "--token-file", file)).Code);
    }

    [Fact]
    public async Task Health_needs_no_token()
    {
        Assert.Equal((0, "ready"), Trimmed(await AdminBench.RunAsync(null, "health", "--url", bench.Url)));
        Assert.Equal((0, "live"), Trimmed(await AdminBench.RunAsync(null, "health", "--live", "--url", bench.Url)));
        Assert.Equal(3, (await AdminBench.RunAsync(null, "health", "--url", "http://127.0.0.1:1")).Code);
    }

    [Fact]
    public async Task The_command_line_hands_an_administrators_words_on_and_a_wrong_one_ends_with_code_2()
    {
        Assert.Equal((StartKind.Admin, "admin where a"), (CommandLine.Read(["admin", "where", "a"]).Kind, string.Join(' ', CommandLine.Read(["admin", "where", "a"]).Arguments)));
        Assert.Equal(2, await DynamoKvServer.RunAsync(["admin", "fly"]));
        Assert.Equal(3, await DynamoKvServer.RunAsync(["health", "--url=http://127.0.0.1:1"]));
    }

    private static (int, string) Trimmed((int Code, string Output, string Errors) ran) => (ran.Code, ran.Output.Trim());
}
