// Backups as files.
using System.Globalization;
using System.Net.Http.Headers;
using DynamoKv.Engine.Node;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Storage.Backup;
using DynamoKv.Engine.Storage.Sqlite;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Api;

namespace DynamoKv.Web.Hosting.Administration;

/// <summary>Backups as files: of one node's disk, versions included, or of a cluster's live data.</summary>
internal static class BackupFiles
{
    private const int CopyBytes = 128 * 1024;
    private const string HeaderMark = "{\"dynamokv_backup\":";

    /// <summary>Writes beside the file, checks, and only then gives it its name: what is there before is never half of something.</summary>
    public static async Task<int> BackupAsync(AdminCall call)
    {
        var file = Path.GetFullPath(call.Text("out") ?? throw new SettingException("backup needs --out <file>: see backup --help."));
        var isExport = call.Has("export");
        var temporary = $"{file}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}.part";
        try
        {
            using (var answer = await call.Client.StreamAsync(HttpMethod.Get, isExport ? "/api/v1/export" : "/api/v1/backup", null))
            {
                await SaveAsync(call, answer, temporary);
            }

            var rows = isExport ? File.ReadLines(temporary).LongCount() : NodeBackup.Verify(File.ReadLines(temporary));
            File.Move(temporary, file, overwrite: true);
            return await SayAsync(call, "written", rows, file);
        }
        finally
        {
            File.Delete(temporary); // there is none when all went well
        }
    }

    /// <summary>A backup of a node goes to the disk of that node, which must be stopped; an export goes to a cluster through its API.</summary>
    public static async Task<int> RestoreAsync(AdminCall call)
    {
        var file = Path.GetFullPath(call.Text("file") ?? throw new SettingException("restore needs --file <file>: see restore --help."));
        var isBackup = File.ReadLines(file).FirstOrDefault()?.StartsWith(HeaderMark, StringComparison.Ordinal) == true;
        if (!isBackup)
        {
            return call.Text("url") is null || call.Has("id")
                ? throw new SettingException($"{file} is no backup of a node but an export of a cluster: give the cluster with --url, and no --id.")
                : await ImportAsync(call, file);
        }

        if (call.Text("id") is not { } id || call.Text("data") is not { } folder || !NodeId.TryParse(id, out var node))
        {
            throw new SettingException($"{file} is the backup of a node: stop the node and give it with --id and --data.");
        }

        using var disks = new SqliteStoreFactory(folder);
        var rows = NodeBackup.Restore(disks, node, File.ReadLines(file), VersionRules.For(NodeOptions.Everything.VersionMode));
        return await SayAsync(call, "merged", rows, Path.Combine(folder, id));
    }

    private static async Task SaveAsync(AdminCall call, HttpResponseMessage answer, string temporary)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = CopyBytes };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; // it holds everything
        }

        try
        {
            await using var target = new FileStream(temporary, options);
            await using var source = await answer.Content.ReadAsStreamAsync();
            await source.CopyToAsync(target, CopyBytes);
            await target.FlushAsync();
            target.Flush(flushToDisk: true);
        }
        catch (Exception broken) when (broken is HttpRequestException or HttpIOException)
        {
            throw new ServerUnreachableException($"{call.Client.Url} broke off in the middle: nothing was written. {broken.Message}");
        }
    }

    private static async Task<int> ImportAsync(AdminCall call, string file)
    {
        var lines = await CheckAsync(file);
        await using var source = File.OpenRead(file);
        using var body = new StreamContent(source) { Headers = { ContentType = new MediaTypeHeaderValue(ExportRoutes.ContentType) } };
        using var answer = await call.Client.StreamAsync(HttpMethod.Post, "/api/v1/import", body);
        var said = (await answer.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n');
        using var summary = System.Text.Json.JsonDocument.Parse(said[^1]);
        var (imported, expired) = (summary.RootElement.GetProperty("imported").GetInt64(), summary.RootElement.GetProperty("expired").GetInt64());
        foreach (var problem in said[..^1])
        {
            await call.Output.WriteLineAsync(problem);
        }

        await SayAsync(call, "imported", imported, call.Client.Url);
        return imported + expired == lines ? AdminVerb.Done : AdminVerb.Refused;
    }

    /// <summary>Every line is read before the first is sent.</summary>
    private static async Task<long> CheckAsync(string file)
    {
        var lines = 0L;
        await using var source = File.OpenRead(file);
        await foreach (var line in NdjsonLines.ReadAsync(source, RequestBody.MaxBodyBytes, CancellationToken.None))
        {
            lines++;
            try
            {
                ImportLine.Parse(line ?? throw ApiException.BadRequest("it is longer than 4 MiB"));
            }
            catch (ApiException wrong)
            {
                throw new BackupRefusedException(lines, wrong.Message.TrimEnd('.'));
            }
        }

        return lines;
    }

    private static async Task<int> SayAsync(AdminCall call, string done, long rows, string where)
    {
        var count = rows.ToString(CultureInfo.InvariantCulture);
        await call.Output.WriteLineAsync(call.IsJson ? $"{{\"{done}\":{count}}}" : $"{count} rows were {done}: {where}");
        return AdminVerb.Done;
    }
}
