// Tokens in the configuration.
using DynamoKv.Web.Api;
using DynamoKv.Web.Hosting;
using DynamoKv.Web.Hosting.Security;
using Microsoft.Extensions.Configuration;

namespace DynamoKv.Tests.Hosting.Security;

public sealed class AccessTokenReaderTests
{
    private static readonly string Hash = Convert.ToHexStringLower(AccessToken.HashOf("secret"));

    [Fact]
    public void A_token_is_found_by_its_hash()
    {
        var tokens = Read(("0:Sha256", Hash), ("0:Scopes", "read,chaos"), ("0:Name", "ops"));

        Assert.False(tokens.AreOff);
        Assert.Equal(("ops", AccessScope.Read | AccessScope.Chaos), (tokens.Find("secret")!.Name, tokens.Find("secret")!.Scopes));
        Assert.Equal("ops", tokens.Find("secret")!.ToString());
        Assert.All(new[] { null, "", "Secret", "secret ", new string('s', 600) }, text => Assert.Null(tokens.Find(text)));
    }

    [Fact]
    public void Without_tokens_the_guard_is_off() => Assert.True(Read().AreOff);

    [Theory]
    [InlineData("0:Sha256", "secret", "64 hexadecimal digits")]
    [InlineData("0:Scopes", "", "read, write, admin, chaos")]
    [InlineData("0:Scopes", "root", "read, write, admin, chaos")]
    [InlineData("1:Name", "lonely", "Tokens:1:Scopes")]
    [InlineData("7:Name", "gap", "does not exist")]
    public void A_wrong_token_is_one_sentence_that_does_not_show_it(string name, string value, string words)
    {
        var settings = new Dictionary<string, string> { ["0:Sha256"] = Hash, ["0:Scopes"] = "read", [name] = value };

        var refusal = Assert.Throws<SettingException>(() => Read([.. settings.Select(setting => (setting.Key, setting.Value))]));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Hash, refusal.Message, StringComparison.Ordinal);
    }

    private static AccessTokens Read(params (string Name, string Value)[] settings) => OptionsReader.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("DynamoKv:Security:Tokens:" + setting.Name, (string?)setting.Value)))
        .Build()).Tokens;
}
