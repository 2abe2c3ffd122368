// A batch on its way through.
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace DynamoKv.Web.Api;

/// <summary>
/// Reads lines as they come and writes an answer for each, in the same order, while later lines are still read. At most
/// <see cref="MaxOperations"/> lines, of <see cref="MaxBytes"/> together, are under way: a batch may be of any length.
/// </summary>
internal sealed class BatchStream(ApiCall call) : IResult
{
    /// <summary>The most operations of one batch that are under way.</summary>
    public const int MaxOperations = 256;

    /// <summary>The most bytes of lines that are under way; one line alone may have more.</summary>
    public const long MaxBytes = 16 * 1024 * 1024;

    private const int FlushBytes = 64 * 1024;

    private readonly BatchWindow _window = new(MaxOperations, MaxBytes);
    private readonly BatchOperations _operations = new(call.Session, call.Via());

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ExportRoutes.RequireLines(httpContext.Request);
        httpContext.Response.ContentType = ExportRoutes.ContentType;
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted);
        var reading = ReadAsync(httpContext.Request.Body, stop.Token);
        try
        {
            await WriteAsync(httpContext.Response.BodyWriter, stop.Token);
        }
        finally
        {
            await stop.CancelAsync(); // whatever ended the writing, nobody waits for more lines
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Begins the lines; an end before its time ends the answers after those that were begun.</summary>
    private async Task ReadAsync(Stream body, CancellationToken stop)
    {
        try
        {
            await foreach (var line in NdjsonLines.ReadAsync(body, RequestBody.MaxBodyBytes, stop))
            {
                var size = line?.Length ?? 0;
                await _window.EnterAsync(size, stop);
                _window.Add(_operations.Begin(line, stop));
            }

            _window.Complete(null);
        }
        catch (Exception problem)
        {
            _window.Complete(problem);
        }
    }

    private async Task WriteAsync(PipeWriter output, CancellationToken stop)
    {
        using var json = new Utf8JsonWriter(output);
        while (await _window.WaitAsync(stop))
        {
            while (_window.Next is { } next)
            {
                if (!next.IsOver || output.UnflushedBytes > FlushBytes)
                {
                    await FlushAsync(output, next, stop);
                }

                Write(json, output, await next.AnswerAsync());
                _operations.Forget(next);
                _window.Leave();
            }

            await output.FlushAsync(stop); // no line is under way: whoever waits for the answer before it sends more shall have it
        }
    }

    /// <summary>Sends what was written, unless more can be written at once: answers come in rounds, one after the other.</summary>
    private static async ValueTask FlushAsync(PipeWriter output, BatchStep next, CancellationToken stop)
    {
        await Task.Yield();
        if (!next.IsOver || output.UnflushedBytes > FlushBytes)
        {
            await output.FlushAsync(stop);
        }
    }

    private static void Write(Utf8JsonWriter json, PipeWriter output, BatchAnswer answer)
    {
        json.Reset(output);
        JsonSerializer.Serialize(json, answer, BatchJson.Default.BatchAnswer);
        json.Flush();
        output.GetSpan(1)[0] = (byte)'\n';
        output.Advance(1);
    }
}
