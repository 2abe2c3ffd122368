// How the server starts, and what it refuses.
using DynamoKv.Tests.Api;
using DynamoKv.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoKv.Tests.Hosting;

public sealed class ServerStartTests
{
    [Theory]
    [InlineData("node")]
    [InlineData("merge")]
    [InlineData("--DynamoKv:Mode=node")]
    [InlineData("--DynamoKv:Quorum:N=9")]
    [InlineData("--DynamoKv:Qourum:N=3")]
    [InlineData("--port=x")]
    public async Task A_wrong_command_line_ends_with_code_2(string argument) => Assert.Equal(2, await DynamoKvServer.RunAsync([argument]));

    [Fact]
    public async Task A_port_that_is_taken_ends_with_code_1_and_not_a_stack_trace()
    {
        using var server = new ServerFixture();
        server.UseKestrel(0);
        server.StartServer();
        var port = server.ClientOptions.BaseAddress.Port;

        Assert.Equal(1, await DynamoKvServer.RunAsync(["--DynamoKv:Storage:Kind=memory", $"--urls=http://127.0.0.1:{port}"]));
    }

    [Fact]
    public void Without_an_address_the_server_listens_on_this_machine_only()
    {
        using var app = DynamoKvServer.Build(["--DynamoKv:Storage:Kind=memory"]) as IDisposable;

        Assert.Equal("http://localhost:8080", ((WebApplication)app!).Configuration["urls"]);
    }

    [Theory]
    [InlineData("--port=9123", "http://localhost:9123")]
    [InlineData("--urls=http://127.0.0.1:9124", "http://127.0.0.1:9124")]
    public void An_address_on_the_command_line_is_taken(string argument, string expected)
    {
        using var app = DynamoKvServer.Build(["--DynamoKv:Storage:Kind=memory", argument]) as IDisposable;

        Assert.Equal(expected, ((WebApplication)app!).Configuration["urls"]);
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        using var server = new ServerFixture();
        foreach (var path in new[] { "/", "/api/v1/ring", "/api/v1/none", "/app.css" })
        {
            var headers = (await server.GetAsync(path)).Headers;
            Assert.Contains("script-src 'self';", headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'; object-src 'none'; base-uri 'self'", headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
            Assert.Equal("same-origin", headers["Referrer-Policy"]);
        }
    }

    [Fact]
    public void The_settings_file_of_the_root_is_the_one_that_is_read()
    {
        using var server = new ServerFixture();

        Assert.Equal("simulation", server.Services.GetRequiredService<IConfiguration>()["DynamoKv:Mode"]);
    }
}
