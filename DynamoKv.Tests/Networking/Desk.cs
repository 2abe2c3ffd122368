// Answers questions, for tests.
using System.Runtime.CompilerServices;
using System.Text;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Tests.Networking;

/// <summary>Answers "echo" with who asked what, "count" with numbers without end, "large" with much, "never" never, and fails otherwise.</summary>
internal sealed class Desk : IPeerAnswers
{
    private int _streams;

    /// <summary>Streams that have not ended.</summary>
    public int OpenStreams => Volatile.Read(ref _streams);

    public async Task<ReadOnlyMemory<byte>> AnswerAsync(NodeId asker, string subject, ReadOnlyMemory<byte> question, CancellationToken cancellation)
    {
        if (subject == "never")
            await new TaskCompletionSource().Task.WaitAsync(cancellation);

        return subject switch
        {
            "echo" => Encoding.UTF8.GetBytes($"{asker}: {Encoding.UTF8.GetString(question.Span)}"),
            "large" => new byte[int.Parse(Encoding.UTF8.GetString(question.Span), null)],
            "silence" => ReadOnlyMemory<byte>.Empty,
            _ => throw new NotSupportedException($"Nobody answers questions about '{subject}'."),
        };
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> StreamAsync(
        NodeId asker, string subject, ReadOnlyMemory<byte> question, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Interlocked.Increment(ref _streams);
        try
        {
            for (var number = 0; subject == "count" || number < 3; number++)
            {
                cancellation.ThrowIfCancellationRequested();
                await Task.Yield();
                yield return Encoding.UTF8.GetBytes($"{asker} {number}");
            }
        }
        finally
        {
            Interlocked.Decrement(ref _streams);
        }
    }
}
