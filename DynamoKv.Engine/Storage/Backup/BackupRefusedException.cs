// A backup that is not restored.
using System.Globalization;

namespace DynamoKv.Engine.Storage.Backup;

/// <summary>A backup is truncated, damaged or another node's: nothing of it was restored.</summary>
public sealed class BackupRefusedException : Exception
{
    /// <summary>A refusal.</summary>
    /// <param name="line">The line that is wrong, counted from 1; one after the last when lines are missing.</param>
    /// <param name="reason">What is wrong with it, without a full stop.</param>
    public BackupRefusedException(long line, string reason)
        : base(string.Create(CultureInfo.InvariantCulture, $"Line {line} of the backup: {reason}. Nothing was restored."))
    {
        Line = line;
        Reason = reason;
    }

    /// <summary>The line that is wrong, counted from 1.</summary>
    public long Line { get; }

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; }
}
