// One number for a whole log.
using System.Buffers;
using System.Security.Cryptography;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Simulation.Logging;

/// <summary>SHA-256 over the canonical lines of a log, each ended by a line feed; goes on where it stopped.</summary>
internal sealed class LogHasher(IReadOnlyList<LogEntry> entries) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _line = new();
    private int _hashed;

    /// <summary>The hash of all entries so far, in lower-case hexadecimal.</summary>
    public string Current()
    {
        for (; _hashed < entries.Count; _hashed++)
        {
            _line.ResetWrittenCount();
            LogLine.Write(_line, entries[_hashed]);
            _line.Write("\n"u8);
            _hash.AppendData(_line.WrittenSpan);
        }

        return Convert.ToHexStringLower(_hash.GetCurrentHash());
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
