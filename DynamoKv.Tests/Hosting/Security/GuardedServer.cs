// A server that knows tokens.
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using DynamoKv.Tests.Api;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DynamoKv.Tests.Hosting.Security;

/// <summary>A server that knows a token for each scope and one for all but chaos; the token is its name. Keeps its log.</summary>
public sealed class GuardedServer : ServerFixture, ILoggerProvider
{
    public const string Full = "full-access-token-0123456789";

    private static readonly (string Token, string Scopes)[] Tokens =
        [("reader", "read"), ("writer", "write"), ("administrator", "admin"), ("troublemaker", "chaos"), (Full, "read, write,Admin")];

    /// <summary>What was logged: category and text.</summary>
    public ConcurrentQueue<(string Category, string Text)> Lines { get; } = new();

    public Task<Reply> AskAsync(HttpMethod method, string path, string? token, HttpContent? content = null) =>
        SendAsync(method, path, content, token is null ? [] : [("Authorization", "Bearer " + token)]);

    /// <summary>Signs in; gives the cookie.</summary>
    public async Task<string> SignInAsync() => (await FormAsync(Full)).Headers["Set-Cookie"].Split(';')[0];

    public Task<Reply> FormAsync(string token, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, "/sign-in", new FormUrlEncodedContent([KeyValuePair.Create("token", token)]), headers);

    public ILogger CreateLogger(string categoryName) => new Recorder(categoryName, Lines);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        for (var index = 0; index < Tokens.Length; index++)
        {
            builder.UseSetting($"DynamoKv:Security:Tokens:{index}:Sha256", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Tokens[index].Token))));
            builder.UseSetting($"DynamoKv:Security:Tokens:{index}:Scopes", Tokens[index].Scopes);
            builder.UseSetting($"DynamoKv:Security:Tokens:{index}:Name", $"token of {index}");
        }

        builder.ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(this));
    }

    private sealed class Recorder(string category, ConcurrentQueue<(string Category, string Text)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((category, formatter(state, exception)));
    }
}
