// One number for a whole log.
using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>SHA-256 over the canonical lines of a log, each ended by a line feed; goes on where it stopped.</summary>
internal sealed class LogHasher(IReadOnlyList<LogEntry> entries) : IDisposable
{
    private const int Chunk = 1 << 16; // bytes that are hashed at one time

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _lines = new();
    private int _hashed;

    /// <summary>The hash of all entries so far, in lower-case hexadecimal.</summary>
    public string Current()
    {
        using var json = new Utf8JsonWriter(_lines, LogLine.Options);
        for (; _hashed < entries.Count; _hashed++)
        {
            json.Reset();
            LogLine.Write(json, entries[_hashed]);
            json.Flush();
            _lines.Write("\n"u8);
            if (_lines.WrittenCount >= Chunk)
                Take();
        }

        Take();
        return Convert.ToHexStringLower(_hash.GetCurrentHash());
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void Take()
    {
        _hash.AppendData(_lines.WrittenSpan);
        _lines.ResetWrittenCount();
    }
}
