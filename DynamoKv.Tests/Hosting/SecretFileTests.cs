// Settings in files.
using DynamoKv.Tests.Storage;
using DynamoKv.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoKv.Tests.Hosting;

public sealed class SecretFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_is_a_setting_without_its_last_line_end()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "DynamoKv__Limits__MaxWebSocketReaders"), "7\n", TestContext.Current.CancellationToken);
        await using var app = DynamoKvServer.Build([$"--DYNAMOKV_SECRETS={_folder.Path}"]);
        Assert.Equal(7, app.Services.GetRequiredService<ServerOptions>().Limits.MaxWebSocketReaders);
        await using var other = DynamoKvServer.Build([$"--DYNAMOKV_SECRETS={_folder.Path}", "--DynamoKv:Limits:MaxWebSocketReaders=8"]);
        Assert.Equal(8, other.Services.GetRequiredService<ServerOptions>().Limits.MaxWebSocketReaders);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named() => Assert.Contains(
        "/nowhere/secrets", Assert.Throws<SettingException>(() => DynamoKvServer.Build(["--DYNAMOKV_SECRETS=/nowhere/secrets"])).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_file_that_is_no_setting_is_refused_as_any_other()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "DynamoKv__Nonsense"), "1", TestContext.Current.CancellationToken);
        Assert.Contains("DynamoKv:Nonsense", Assert.Throws<SettingException>(() => DynamoKvServer.Build([$"--DYNAMOKV_SECRETS={_folder.Path}"])).Message, StringComparison.Ordinal);
    }
}
