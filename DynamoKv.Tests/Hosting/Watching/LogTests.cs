// Logs tell what happened, and never a value, a key or a token.
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Primitives;
using DynamoKv.Tests.Api;
using DynamoKv.Tests.Storage;
using DynamoKv.Web.Hosting;
using DynamoKv.Web.Hosting.Networking;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using static DynamoKv.Tests.Hosting.HostBench;

namespace DynamoKv.Tests.Hosting.Watching;

public sealed class LogTests : IDisposable
{
    private const string Mark = "do-not-tell";
    private const string Token = "token-" + Mark;
    private static readonly string[] Secrets = ["token-" + Mark, "value-" + Mark, "secret-" + Mark];

    private readonly TemporaryFolder _folder = new();
    private readonly Recorder _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task At_the_finest_level_no_line_holds_a_value_a_key_or_a_token()
    {
        await using var app = Build("--DynamoKv:Security:ClusterSecret=secret-" + Mark, "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace");
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(_log);
        await Soon(app.StartAsync(TestContext.Current.CancellationToken));
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await AskAllAsync(client, Token);
        await AskAllAsync(client, "wrong-" + Token);
        await Soon(app.StopAsync(TestContext.Current.CancellationToken));

        Assert.Contains(_log.Lines, line => line.Category == "DynamoKv.Security" && line.Text.Contains("not known here", StringComparison.Ordinal));
        Assert.True(_log.Lines.Count > 50, "the log was at its finest level");
        Assert.DoesNotContain(_log.Lines, line => line.Category.StartsWith("DynamoKv", StringComparison.Ordinal) && line.Text.Contains(Mark, StringComparison.Ordinal));
        // The framework's own lines, which are off unless somebody raises them, hold paths and with them keys; values and tokens never.
        Assert.Empty(_log.Lines.Where(line => Secrets.Any(secret => line.Text.Contains(secret, StringComparison.Ordinal))).Select(line => line.Category + ": " + line.Text));
    }

    [Fact]
    public void A_refused_caller_is_told_in_the_category_of_security_and_a_lost_way_is_not()
    {
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(_log));
        var notices = new TransportLog(logs);
        notices.Write(new TransportNotice(TransportNoticeKind.CallerRefused, new NodeId("node-9"), "node-9 does not know the cluster's secret."));
        notices.Write(new TransportNotice(TransportNoticeKind.Lost, new NodeId("node-2"), "node-2 can't be reached."));

        Assert.Equal("node-9 does not know the cluster's secret.", Assert.Single(_log.Lines, line => line.Category == "DynamoKv.Security").Text.Split(": ")[1].TrimEnd());
        Assert.Single(_log.Lines, line => line.Category == "DynamoKv.Network");
    }

    [Fact]
    public async Task A_setting_makes_every_line_json()
    {
        await using var app = Build("--Logging:Console:FormatterName=json");
        var formatter = app.Services.GetServices<ConsoleFormatter>()
            .Single(one => one.Name == app.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
        await using var text = new StringWriter();
        formatter.Write(new LogEntry<string>(LogLevel.Warning, "DynamoKv.Security", 1, "state", null, (state, _) => state), null, text);

        using var line = JsonDocument.Parse(text.ToString());
        Assert.Equal(("DynamoKv.Security", "Warning"), (line.RootElement.GetProperty("Category").GetString(), line.RootElement.GetProperty("LogLevel").GetString()));
    }

    private WebApplication Build(params string[] words) => DynamoKvServer.Build([.. CommandLine.Read(
    [
        "node", "--id=node-1", "--port=0", $"--data={_folder.Path}", "--DynamoKv:Quorum:N=1", "--DynamoKv:Quorum:R=1", "--DynamoKv:Quorum:W=1",
        $"--DynamoKv:Security:Tokens:0:Sha256={Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Token)))}",
        "--DynamoKv:Security:Tokens:0:Scopes=read,write,admin", .. words,
    ]).Arguments]);

    private static async Task AskAllAsync(HttpClient client, string token)
    {
        var (path, json) = ($"/api/v1/data/key-{Mark}", $"{{\"value\":\"value-{Mark}\"}}");
        (HttpMethod Method, string Path, string? Body)[] requests =
        [
            (HttpMethod.Put, path, json), (HttpMethod.Get, path, null), (HttpMethod.Put, path, $"{{\"value\":\"value-{Mark}\", wrong}}"), (HttpMethod.Get, path + "?nothing=" + Mark, null),
            (HttpMethod.Post, "/api/v1/data:batch", $"{{\"op\":\"put\",\"key\":\"key-{Mark}\",\"value\":\"value-{Mark}\"}}\n"), (HttpMethod.Get, $"/api/v1/keys?prefix={Mark}", null),
            (HttpMethod.Get, $"/api/v1/keys/key-{Mark}/replicas", null), (HttpMethod.Get, $"/riak/bucket-{Mark}/key-{Mark}", null), (HttpMethod.Get, $"/api/v1/nothing/{Mark}", null),
            (HttpMethod.Get, $"/nothing/{Mark}", null), (HttpMethod.Get, "/api/v1/export", null), (HttpMethod.Get, "/api/v1/backup", null), (HttpMethod.Delete, path, null),
        ];
        foreach (var (method, where, body) in requests)
        {
            var type = where.EndsWith("batch", StringComparison.Ordinal) ? "application/x-ndjson" : "application/json";
            using var request = new HttpRequestMessage(method, where) { Content = body is null ? null : ServerFixture.Text(body, type) };
            request.Headers.Add("Authorization", "Bearer " + token);
            using var answer = await Soon(client.SendAsync(request));
        }

        using var form = new FormUrlEncodedContent([KeyValuePair.Create("token", token)]);
        using var signedIn = await Soon(client.PostAsync(new Uri("/sign-in", UriKind.Relative), form));
    }

    private sealed class Recorder : ILoggerProvider
    {
        public ConcurrentQueue<(string Category, string Text)> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Writer(categoryName, Lines);

        public void Dispose()
        {
        }

        private sealed class Writer(string category, ConcurrentQueue<(string Category, string Text)> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue((category, $"{formatter(state, exception)} {exception}"));
        }
    }
}
