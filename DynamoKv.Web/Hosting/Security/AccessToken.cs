// A token as the configuration knows it.
using System.Security.Cryptography;
using System.Text;
using DynamoKv.Web.Api;

namespace DynamoKv.Web.Hosting.Security;

/// <summary>A token as the configuration knows it: never the token, only its hash.</summary>
/// <param name="Name">What people call it, for logs.</param>
/// <param name="Scopes">What it allows.</param>
public sealed record AccessToken(string Name, AccessScope Scopes)
{
    /// <summary>The longest token that is looked at, in characters.</summary>
    public const int MaxLength = 512;

    /// <summary>SHA-256 of the token's UTF-8 bytes.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The hash under which a token is known.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>The name only: nothing that helps to guess the token.</summary>
    public override string ToString() => Name;
}
