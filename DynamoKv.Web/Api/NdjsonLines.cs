// Lines of a stream, each with a bound.
using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace DynamoKv.Web.Api;

/// <summary>Reads a stream line by line; never holds more than one line and the bound.</summary>
internal static class NdjsonLines
{
    /// <summary>
    /// Each line without its end, good until the next one is asked for; null for one that is longer than the bound. Empty lines
    /// are left out.
    /// </summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>?> ReadAsync(
        Stream stream, int maxBytes, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        var isSkipping = false;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var buffer = read.Buffer;
            while (TryTakeLine(ref buffer, read.IsCompleted, out var line))
            {
                if (isSkipping || line.Length > maxBytes)
                {
                    isSkipping = false;
                    yield return null;
                }
                else if (line.Length > 0 && !(line.Length == 1 && line.FirstSpan[0] == '\r'))
                {
                    yield return line.IsSingleSegment ? line.First : line.ToArray();
                }
            }

            isSkipping |= buffer.Length > maxBytes;
            reader.AdvanceTo(isSkipping ? buffer.End : buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                yield break;
            }
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool isEnd, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        line = buffer;
        buffer = isEnd ? buffer.Slice(buffer.End) : buffer;
        return isEnd && line.Length > 0;
    }
}
