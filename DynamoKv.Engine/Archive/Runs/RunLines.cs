// A piece of a recorded log.
using System.IO.Compression;
using System.Text;

namespace DynamoKv.Engine.Archive.Runs;

/// <summary>A piece of a recorded log: lines of text, compressed together.</summary>
/// <param name="First">The number of the first line, counted from 1.</param>
/// <param name="Count">How many lines.</param>
/// <param name="Packed">The lines, each ended by a line feed, in Brotli.</param>
public sealed record RunLines(long First, int Count, byte[] Packed)
{
    /// <summary>The most lines of a run that are recorded: its first ones. What people did is always kept.</summary>
    public const int MaxLines = 200_000;

    /// <summary>The most lines of a piece.</summary>
    public const int MaxPiece = 5_000;

    /// <summary>Packs lines.</summary>
    public static RunLines Of(long first, IReadOnlyCollection<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return new RunLines(first, lines.Count, Pack(string.Concat(lines.Select(line => line + "\n"))));
    }

    /// <summary>The lines.</summary>
    /// <exception cref="InvalidDataException">When the bytes are damaged.</exception>
    public IEnumerable<string> Unpack() => Unpack(Packed).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A text in few bytes.</summary>
    public static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
            brotli.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    /// <summary>A text that was packed.</summary>
    /// <exception cref="InvalidDataException">When the bytes are damaged.</exception>
    public static string Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var reader = new StreamReader(brotli, Encoding.UTF8);
        try
        {
            return reader.ReadToEnd();
        }
        catch (InvalidOperationException damaged)
        {
            throw new InvalidDataException("A piece of a stored run is damaged.", damaged);
        }
    }
}
