// Runs as files on their way out.
using System.Buffers;
using System.Text;
using DynamoKv.Engine.Scenarios.Reports;
using DynamoKv.Engine.Simulation.Logging;
using Microsoft.AspNetCore.Http.Features;

namespace DynamoKv.Web.Api;

/// <summary>The canonical lines of a log, one after another; nothing is gathered in memory.</summary>
/// <param name="source">Whose.</param>
/// <param name="from">The first event.</param>
/// <param name="to">The last event.</param>
/// <param name="name">A file name, when it is to be kept as a file; null: it is only read.</param>
internal sealed class RunLogStream(RunSource source, long from, long to, string? name = null) : IResult
{
    private const int FlushBytes = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        FileHeaders.Set(httpContext.Response, ExportRoutes.ContentType, name);
        var body = httpContext.Response.BodyWriter;
        foreach (var entry in source.Read(from).TakeWhile(entry => entry.Number <= to))
        {
            LogLine.Write(body, entry);
            body.Write("\n"u8);
            if (body.UnflushedBytes > FlushBytes)
            {
                await body.FlushAsync(httpContext.RequestAborted);
            }
        }

        await body.FlushAsync(httpContext.RequestAborted);
    }
}

/// <summary>A log for ShiViz.</summary>
internal sealed class ShivizStream(RunSource source) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        FileHeaders.Set(httpContext.Response, "text/plain; charset=utf-8", $"{source.FileName}.shiviz.txt");
        if (httpContext.Features.Get<IHttpBodyControlFeature>() is { } control)
        {
            control.AllowSynchronousIO = true; // the writer of the format is synchronous, and gathers nothing
        }

        await using var text = new StreamWriter(httpContext.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        ShivizLog.Write(source.Read(1), text);
    }
}

/// <summary>A text as a file.</summary>
internal sealed class RunFile(string name, string contentType, string text) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        FileHeaders.Set(httpContext.Response, $"{contentType}; charset=utf-8", name);
        return httpContext.Response.WriteAsync(text, httpContext.RequestAborted);
    }
}

/// <summary>What every file says of itself: browsers keep it, and never run it here.</summary>
internal static class FileHeaders
{
    public static void Set(HttpResponse response, string contentType, string? name)
    {
        response.ContentType = contentType;
        response.Headers.CacheControl = "no-store";
        if (name is not null)
        {
            response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        }
    }
}
