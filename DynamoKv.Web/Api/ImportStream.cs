// An import on its way in.
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api;

/// <summary>Reads lines as they come and puts them one after the other; keeps one line and at most <see cref="MaxProblems"/> problems in memory.</summary>
internal sealed class ImportStream(ApiCall call) : IResult
{
    /// <summary>Problems that are listed; more are counted only.</summary>
    public const int MaxProblems = 1_000;

    private readonly List<ImportProblem> _problems = [];
    private long _lines;
    private long _imported;
    private long _expired;
    private long _failed;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ExportRoutes.RequireLines(httpContext.Request);
        await foreach (var line in NdjsonLines.ReadAsync(httpContext.Request.Body, RequestBody.MaxBodyBytes, httpContext.RequestAborted))
        {
            _lines++;
            await TakeAsync(line);
        }

        await AnswerAsync(httpContext);
    }

    private async Task TakeAsync(ReadOnlyMemory<byte>? line)
    {
        string? key = null;
        try
        {
            var read = ImportLine.Parse(line ?? throw new ApiException(StatusCodes.Status413PayloadTooLarge, "The line is longer than 4 MiB."));
            key = read.Key.Text;
            if (await PutAsync(read))
            {
                _imported++;
            }
            else
            {
                _expired++;
            }
        }
        catch (ApiException problem)
        {
            Note(key, problem.Status, problem.Message);
        }
    }

    /// <summary>
    /// The first version supersedes what its coordinator holds; the others say that they have seen nothing, so they stay beside
    /// it. False: the time of all of them is over.
    /// </summary>
    private async Task<bool> PutAsync(ImportLine line)
    {
        var isFirst = true;
        foreach (var content in line.Versions.Select(version => version.At(call.Session.Now)).OfType<WriteContent>())
        {
            var context = isFirst ? null : new CausalContext(VectorClock.Empty, null);
            isFirst = false;
            var response = await call.Session.SubmitAsync(
                null, operation => new ClientRequest.Put(operation, line.Key, RequestOptions.None, content, context, OnlyIfAbsent: false), call.Cancellation);
            if (response is not ClientResponse.Written)
            {
                var (status, error) = DataAnswers.Failure(response);
                throw new ApiException(status, error);
            }
        }

        return !isFirst;
    }

    private void Note(string? key, int status, string error)
    {
        _failed++;
        if (_problems.Count < MaxProblems)
        {
            _problems.Add(new ImportProblem(_lines, key, status, error));
        }
    }

    private async Task AnswerAsync(HttpContext http)
    {
        http.Response.ContentType = ExportRoutes.ContentType;
        http.Response.Headers.CacheControl = "no-store";
        foreach (var problem in _problems)
        {
            await http.Response.Body.WriteAsync((byte[])[.. ApiJson.Bytes(problem), (byte)'\n'], http.RequestAborted);
        }

        var summary = new ImportSummary(_failed == 0, _lines, _imported, _expired, _failed, _failed - _problems.Count, call.Now);
        await http.Response.Body.WriteAsync((byte[])[.. ApiJson.Bytes(summary), (byte)'\n'], http.RequestAborted);
    }
}
