// Reads the tokens of the configuration.
using DynamoKv.Web.Api;

namespace DynamoKv.Web.Hosting.Security;

/// <summary>Reads Security:Tokens: for each a Sha256 (64 hexadecimal digits), Scopes, and a Name if it has one.</summary>
internal static class AccessTokenReader
{
    private const int HashDigits = 64;

    /// <exception cref="SettingException">When one is wrong; never shows the value of a hash.</exception>
    public static AccessTokens Read(SettingReader reader)
    {
        var tokens = new List<AccessToken>();
        for (var index = 0; index < AccessTokens.MaxTokens; index++)
        {
            var root = $"Security:Tokens:{index}:";
            var (hash, scopes, name) = (reader.Text(root + "Sha256"), reader.Text(root + "Scopes"), reader.Text(root + "Name"));
            if ((hash ?? scopes ?? name) is null)
            {
                break;
            }

            tokens.Add(new AccessToken(name ?? $"token {index}", Scopes(root, scopes)) { Hash = Hash(root, hash) });
        }

        return new AccessTokens(tokens);
    }

    private static byte[] Hash(string root, string? text) => text is { Length: HashDigits } && text.All(char.IsAsciiHexDigit)
        ? Convert.FromHexString(text)
        : throw Wrong(root, "Sha256", "the SHA-256 of the token as 64 hexadecimal digits (printf %s \"$TOKEN\" | sha256sum)");

    private static AccessScope Scopes(string root, string? text)
    {
        var scopes = AccessScope.None;
        foreach (var word in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            scopes |= word.ToLowerInvariant() switch
            {
                "read" => AccessScope.Read,
                "write" => AccessScope.Write,
                "admin" => AccessScope.Admin,
                "chaos" => AccessScope.Chaos,
                _ => throw Wrong(root, "Scopes", "words of read, write, admin, chaos with commas between them"),
            };
        }

        return scopes != AccessScope.None ? scopes : throw Wrong(root, "Scopes", "words of read, write, admin, chaos with commas between them");
    }

    private static SettingException Wrong(string root, string name, string allowed) =>
        new($"The setting {ServerOptions.Section}:{root}{name} is wrong: it must be {allowed}.");
}
