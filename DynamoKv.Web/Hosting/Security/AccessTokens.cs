// The tokens of a server.
using System.Security.Cryptography;

namespace DynamoKv.Web.Hosting.Security;

/// <summary>The tokens that a server knows. None: everybody may do everything, which is meant for this machine only.</summary>
public sealed class AccessTokens(IReadOnlyList<AccessToken> tokens)
{
    /// <summary>The most tokens of a server.</summary>
    public const int MaxTokens = 100;

    /// <summary>Whether nobody needs a token.</summary>
    public bool AreOff => tokens.Count == 0;

    /// <summary>The token that a text is; null: none. Takes as long for every text of a length, whichever tokens there are.</summary>
    public AccessToken? Find(string? text)
    {
        if (text is null or "" or { Length: > AccessToken.MaxLength })
        {
            return null;
        }

        var hash = AccessToken.HashOf(text);
        AccessToken? found = null;
        foreach (var token in tokens)
        {
            found = CryptographicOperations.FixedTimeEquals(hash, token.Hash) ? token : found;
        }

        return found;
    }
}
