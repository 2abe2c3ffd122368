// A backup made line by line by whoever has the rows.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Storage.Backup;

/// <summary>
/// Makes the lines of a backup for a world that reads the rows page by page, as that of a node that goes on working: each row is
/// then of the moment in which it was read, which is enough, because a restore merges.
/// </summary>
/// <param name="node">Whose rows they are.</param>
/// <param name="incarnation">Its present incarnation.</param>
public sealed class BackupText(NodeId node, long incarnation)
{
    private readonly BackupLines _lines = new();
    private long _rows;

    /// <summary>The first line.</summary>
    /// <param name="keys">About how many rows will follow.</param>
    public string Header(long keys) => _lines.Add(BackupLines.Header(node, incarnation, keys));

    /// <summary>A row's line; rows come in the order of <see cref="Utf8KeyOrder"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="versions">What is stored under it.</param>
    public string Row(Key key, SiblingSet versions)
    {
        _rows++;
        return _lines.Add(BackupLines.Row(key, versions.Encode()));
    }

    /// <summary>The last line: without it the backup is cut off.</summary>
    public string Footer() => BackupLines.Footer(_rows, _lines.DigestSoFar);
}
