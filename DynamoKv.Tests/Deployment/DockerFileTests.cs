// What can be known of the image without building it.
using System.Text.Json;
using DynamoKv.Tests.Architecture;
using DynamoKv.Tests.Hosting.Administration;
using DynamoKv.Web.Hosting;
using DynamoKv.Web.Hosting.Administration;

namespace DynamoKv.Tests.Deployment;

public sealed class DockerFileTests
{
    private static string[] Of(string word) => [.. DockerFile.Instructions.Where(one => one.Word == word).Select(one => one.Text)];

    [Fact]
    public void It_copies_what_there_is_and_all_that_the_build_needs()
    {
        var copied = Of("COPY").Where(rest => !rest.StartsWith("--from", StringComparison.Ordinal)).SelectMany(rest => rest.Split(' ')[..^1]).ToList();
        Problems.None(copied.Where(path => !File.Exists(Repository.PathOf(path)) && !Directory.Exists(Repository.PathOf(path))));
        Assert.Superset(new HashSet<string> { "Directory.Build.props", "Directory.Packages.props", "appsettings.json", "DynamoKv.Engine/", "DynamoKv.Web/" }, copied.ToHashSet());
    }

    [Fact]
    public void It_runs_without_rights_on_the_ports_that_it_says()
    {
        Assert.Equal("$APP_UID", Of("USER").Last());
        Assert.Equal(["8080", "9080"], Assert.Single(Of("EXPOSE")).Split(' '));
        Assert.Equal("http://0.0.0.0:8080", DockerFile.Environment["ASPNETCORE_URLS"]);
        Assert.Equal(Assert.Single(Of("VOLUME")), DockerFile.Environment["DynamoKv__Storage__Folder"]);
    }

    [Fact]
    public async Task Its_health_check_is_a_command_of_the_application()
    {
        var check = Assert.Single(Of("HEALTHCHECK"));
        var words = JsonSerializer.Deserialize<string[]>(check[check.IndexOf('[', StringComparison.Ordinal)..])!;
        var entry = JsonSerializer.Deserialize<string[]>(Assert.Single(Of("ENTRYPOINT")))!;
        Assert.Equal(entry, words[..entry.Length]);
        Assert.Equal($"{typeof(DynamoKvServer).Assembly.GetName().Name}.dll", entry[1]);
        Assert.Equal(AdminVerb.Unreachable, (await AdminBench.RunAsync(null, [.. words[entry.Length..^1], "http://127.0.0.1:1"])).Code);
    }
}
