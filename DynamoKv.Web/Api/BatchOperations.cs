// Carrying out the lines of a batch.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>
/// Carries out lines side by side, but lines of one key one after the other: else two puts of one batch would be concurrent
/// writes. Lines begin in their order, by one caller at a time; another one forgets those that are over.
/// </summary>
internal sealed class BatchOperations(IClusterSession session, NodeId? via)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Key, BatchStep> _newest = [];

    /// <summary>Begins a line; never throws, what goes wrong is in the answer.</summary>
    /// <param name="bytes">The line, which is not looked at afterwards; null: it was too long.</param>
    /// <param name="cancellation">Ends the waiting for an earlier line of the same key.</param>
    public BatchStep Begin(ReadOnlyMemory<byte>? bytes, CancellationToken cancellation)
    {
        var size = bytes?.Length ?? 0;
        if (bytes is { } plain && PlainLine.TryParse(plain.Span) is { } line)
        {
            return Begin(line, size, cancellation);
        }

        BatchOrder? order = null;
        try
        {
            order = BatchLine.Parse((bytes ?? throw TooLong()).Span);
            return Begin(BatchLine.Of(order), size, cancellation);
        }
        catch (Exception problem) when (ApiErrors.IsKnown(problem))
        {
            var (status, error) = ApiErrors.Judge(problem);
            return new BatchStep(size) { Answer = BatchAnswers.Failed(order?.Op, order?.Key, status, error) };
        }
    }

    /// <summary>A line is over, and its answer was written.</summary>
    public void Forget(BatchStep step)
    {
        if (step.Line is not { } line)
        {
            return;
        }

        lock (_gate)
        {
            if (_newest.TryGetValue(line.Key, out var newest) && ReferenceEquals(newest, step))
            {
                _newest.Remove(line.Key);
            }
        }
    }

    private BatchStep Begin(BatchLine line, int size, CancellationToken cancellation)
    {
        BatchStep? before;
        lock (_gate)
        {
            _newest.TryGetValue(line.Key, out before);
        }

        var operation = before is null or { IsOver: true }
            ? SubmitAsync(line)
            : AfterAsync(before.Operation!, line, cancellation);
        var step = new BatchStep(size) { Line = line, Operation = operation };
        lock (_gate)
        {
            _newest[line.Key] = step;
        }

        return step;
    }

    private async Task<ClientResponse> AfterAsync(Task before, BatchLine line, CancellationToken cancellation)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        return await SubmitAsync(line);
    }

    // What has begun comes to its end in its own time, also when the client is gone: no use to watch for that line by line.
    private Task<ClientResponse> SubmitAsync(BatchLine line) => session.SubmitAsync(via, line.Request, CancellationToken.None);

    private static ApiException TooLong() => new(StatusCodes.Status413PayloadTooLarge, "The line is longer than 4 MiB.");
}

/// <summary>From the engine's answers to lines.</summary>
internal static class BatchAnswers
{
    public static BatchAnswer Of(BatchLine line, ClientResponse response) => response switch
    {
        ClientResponse.Stored stored => new BatchAnswer(line.Op, line.Key.Text, StatusCodes.Status200OK) { Context = stored.Context.Encode() },
        ClientResponse.Read read => Read(line, read),
        ClientResponse.NothingToDelete nothing => Missing(line, nothing.Context),
        _ => Failed(line, response),
    };

    private static BatchAnswer Read(BatchLine line, ClientResponse.Read read)
    {
        var versions = read.Versions;
        if (!versions.HasLiveValue)
        {
            return Missing(line, versions.IsEmpty ? null : read.Context);
        }

        if (versions.Count > 1)
        {
            return new BatchAnswer(line.Op, line.Key.Text, StatusCodes.Status300MultipleChoices)
            {
                Siblings = Shapes.Siblings(versions),
                Context = read.Context.Encode(),
            };
        }

        var (value, encoding) = Shapes.Value(versions.Siblings[0].Value);
        return new BatchAnswer(line.Op, line.Key.Text, StatusCodes.Status200OK)
        {
            Value = value,
            Encoding = encoding,
            ContentType = versions.Siblings[0].ContentType,
            Context = read.Context.Encode(),
        };
    }

    /// <summary>The answer to a line that was not done.</summary>
    public static BatchAnswer Failed(string? op, string? key, int status, string error) => new(op, key, status) { Error = error };

    private static BatchAnswer Missing(BatchLine line, CausalContext? context) =>
        new(line.Op, line.Key.Text, StatusCodes.Status404NotFound) { Error = "Key not found", Context = context?.Encode() };

    private static BatchAnswer Failed(BatchLine line, ClientResponse response)
    {
        var (status, error) = DataAnswers.Failure(response);
        return new BatchAnswer(line.Op, line.Key.Text, status)
        {
            Error = error,
            Context = (response as ClientResponse.TooManySiblings)?.Context.Encode(),
        };
    }
}
