// Who looks at a page, by how the browser signed in.
using System.Net;
using System.Security.Claims;
using DynamoKv.Web.Api;
using DynamoKv.Web.Sessions;
using Microsoft.AspNetCore.Components.Authorization;

namespace DynamoKv.Web.Hosting.Security;

/// <summary>Who looks at a page: a circuit keeps the user of the request that began it. One a circuit.</summary>
internal sealed class SignedInVisitor(AccessTokens tokens, AuthenticationStateProvider circuit) : IVisitor
{
    private const string ScopesClaim = "scopes";

    /// <summary>The user of a request whose browser signed in.</summary>
    public static ClaimsPrincipal Of(AccessToken token, IPAddress? address) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, $"{token.Name} from {address ?? IPAddress.None}"), new Claim(ScopesClaim, ((int)token.Scopes).ToString(System.Globalization.CultureInfo.InvariantCulture))],
        "sign-in"));

    /// <inheritdoc/>
    public async Task<Visitor> WhoAsync()
    {
        if (tokens.AreOff)
        {
            return new Visitor("anybody", MayBreak: true);
        }

        var user = (await circuit.GetAuthenticationStateAsync()).User;
        var scopes = int.TryParse(user.FindFirst(ScopesClaim)?.Value, out var known) ? (AccessScope)known : AccessScope.None;
        return new Visitor(user.Identity?.Name ?? "nobody", scopes.HasFlag(AccessScope.Chaos));
    }
}
