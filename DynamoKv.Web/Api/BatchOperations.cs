// Carrying out the lines of a batch.
using System.Collections.Concurrent;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>Carries out lines side by side, but lines of one key one after the other: else two puts of one batch would be concurrent writes.</summary>
internal sealed class BatchOperations(IClusterSession session, NodeId? via)
{
    private readonly ConcurrentDictionary<Key, Task> _newest = new();

    /// <summary>Begins a line; never throws, what goes wrong is in the answer. Lines begin in their order, by one caller at a time.</summary>
    public Task<BatchAnswer> Begin(ReadOnlyMemory<byte>? bytes, CancellationToken cancellation)
    {
        BatchOrder? order = null;
        try
        {
            order = BatchLine.Parse((bytes ?? throw TooLong()).Span);
            return Begin(order, BatchLine.Of(order), cancellation);
        }
        catch (ApiException problem)
        {
            return Task.FromResult(Failed(order, problem.Status, problem.Message));
        }
    }

    private Task<BatchAnswer> Begin(BatchOrder order, BatchLine line, CancellationToken cancellation)
    {
        var before = _newest.GetValueOrDefault(line.Key);
        var answer = RunAsync(before, order, line, cancellation);
        if (!answer.IsCompleted)
        {
            _newest[line.Key] = answer;
            _ = ForgetAsync(line.Key, answer);
        }

        return answer;
    }

    private async Task<BatchAnswer> RunAsync(Task? before, BatchOrder order, BatchLine line, CancellationToken cancellation)
    {
        if (before is not null)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        try
        {
            var response = await session.SubmitAsync(via, line.Request, cancellation);
            return BatchAnswers.Of(order, response);
        }
        catch (Exception problem) when (ApiErrors.IsKnown(problem))
        {
            var (status, error) = ApiErrors.Judge(problem);
            return Failed(order, status, error);
        }
    }

    private async Task ForgetAsync(Key key, Task answer)
    {
        await answer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _newest.TryRemove(KeyValuePair.Create(key, answer));
    }

    private static BatchAnswer Failed(BatchOrder? order, int status, string error) => new(order?.Op, order?.Key, status) { Error = error };

    private static ApiException TooLong() => new(StatusCodes.Status413PayloadTooLarge, "The line is longer than 4 MiB.");
}

/// <summary>From the engine's answers to lines.</summary>
internal static class BatchAnswers
{
    public static BatchAnswer Of(BatchOrder order, ClientResponse response) => response switch
    {
        ClientResponse.Stored stored => new BatchAnswer(order.Op, order.Key, StatusCodes.Status200OK) { Context = stored.Context.Encode() },
        ClientResponse.Read read => Read(order, read),
        ClientResponse.NothingToDelete nothing => Missing(order, nothing.Context),
        _ => Failed(order, response),
    };

    private static BatchAnswer Read(BatchOrder order, ClientResponse.Read read)
    {
        var versions = read.Versions;
        if (!versions.HasLiveValue)
        {
            return Missing(order, versions.IsEmpty ? null : read.Context);
        }

        if (versions.Count > 1)
        {
            return new BatchAnswer(order.Op, order.Key, StatusCodes.Status300MultipleChoices)
            {
                Siblings = Shapes.Siblings(versions),
                Context = read.Context.Encode(),
            };
        }

        var (value, encoding) = Shapes.Value(versions.Siblings[0].Value);
        return new BatchAnswer(order.Op, order.Key, StatusCodes.Status200OK)
        {
            Value = value,
            Encoding = encoding,
            ContentType = versions.Siblings[0].ContentType,
            Context = read.Context.Encode(),
        };
    }

    private static BatchAnswer Missing(BatchOrder order, CausalContext? context) =>
        new(order.Op, order.Key, StatusCodes.Status404NotFound) { Error = "Key not found", Context = context?.Encode() };

    private static BatchAnswer Failed(BatchOrder order, ClientResponse response)
    {
        var (status, error) = DataAnswers.Failure(response);
        return new BatchAnswer(order.Op, order.Key, status)
        {
            Error = error,
            Context = (response as ClientResponse.TooManySiblings)?.Context.Encode(),
        };
    }
}
