// Who a page takes its visitor for.
using System.Net;
using System.Security.Claims;
using DynamoKv.Web.Api;
using DynamoKv.Web.Hosting.Security;
using DynamoKv.Web.Sessions;
using Microsoft.AspNetCore.Components.Authorization;

namespace DynamoKv.Tests.Hosting.Security;

public sealed class SignedInVisitorTests
{
    private static readonly AccessToken Ruler = new("ruler", AccessGuard.PageScope) { Hash = new byte[32] };

    [Fact]
    public async Task Where_no_tokens_are_anybody_may_break_things() =>
        Assert.Equal(new Visitor("anybody", true), await new SignedInVisitor(new AccessTokens([]), new Circuit(new ClaimsPrincipal())).WhoAsync());

    [Theory]
    [InlineData(AccessGuard.PageScope, false)]
    [InlineData(AccessGuard.PageScope | AccessScope.Chaos, true)]
    public async Task Else_the_token_says_it(AccessScope scopes, bool mayBreak)
    {
        var user = SignedInVisitor.Of(Ruler with { Scopes = scopes }, IPAddress.Loopback);

        Assert.Equal(new Visitor("ruler from 127.0.0.1", mayBreak), await WhoAsync(user));
    }

    [Fact]
    public async Task Who_did_not_sign_in_may_not() => Assert.Equal(new Visitor("nobody", false), await WhoAsync(new ClaimsPrincipal()));

    private static Task<Visitor> WhoAsync(ClaimsPrincipal user) => new SignedInVisitor(new AccessTokens([Ruler]), new Circuit(user)).WhoAsync();

    private sealed class Circuit(ClaimsPrincipal user) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(user));
    }
}
