// Reads a backup line by line and refuses what is not whole.
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Storage.Backup;

/// <summary>Reads a backup of one node; one line at a time, so that a backup of any size needs little memory.</summary>
/// <param name="node">Whose it has to be; null: anybody's.</param>
internal sealed class BackupReader(NodeId? node)
{
    private readonly BackupLines _sum = new();
    private long _line;
    private Key? _lastKey;

    /// <summary>The incarnation in which the backup was made; known once a row was read.</summary>
    public long Incarnation { get; private set; }

    /// <summary>The rows in order. Only when the last one was handed out is it known that the backup is whole.</summary>
    /// <exception cref="BackupRefusedException">At the first line that is wrong or missing.</exception>
    public IEnumerable<KeyValuePair<Key, SiblingSet>> Rows(IEnumerable<string> lines)
    {
        var (rows, isWhole) = (0L, false);
        foreach (var text in lines)
        {
            _line++;
            if (isWhole)
                throw Bad("it follows the end");

            using var line = Parse(text);
            if (_line == 1)
            {
                ReadHeader(line.RootElement);
            }
            else if (line.RootElement.TryGetProperty(BackupLines.Rows, out _))
            {
                CheckFooter(line.RootElement, rows);
                isWhole = true;
                continue;
            }
            else
            {
                rows++;
                yield return ReadRow(line.RootElement);
            }

            _sum.Add(text);
        }

        if (!isWhole)
            throw new BackupRefusedException(_line + 1, "it is missing: the backup is cut off");
    }

    private JsonDocument Parse(string text)
    {
        JsonDocument line;
        try
        {
            line = JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            throw Bad("it is no JSON");
        }

        return line.RootElement.ValueKind == JsonValueKind.Object ? line : throw Bad("it is no JSON object");
    }

    private void ReadHeader(JsonElement header)
    {
        if (!header.TryGetProperty(BackupLines.Format, out _))
            throw Bad("it does not say that this is a backup of a node");

        var version = Number(header, BackupLines.Format);
        if (version != BackupLines.FormatVersion)
            throw Bad($"the backup has format {version}, this program reads format {BackupLines.FormatVersion}");

        var source = Text(header, BackupLines.Node);
        if (node is { } wanted && source != wanted.Value)
            throw Bad($"it is the backup of node '{source}', not of '{wanted}'");

        Incarnation = Number(header, BackupLines.Incarnation);
    }

    private KeyValuePair<Key, SiblingSet> ReadRow(JsonElement row)
    {
        if (!Key.TryCreate(Text(row, BackupLines.Key), out var key, out var error))
            throw Bad(error.TrimEnd('.'));
        if (_lastKey is { } last && Utf8KeyOrder.Instance.Compare(last, key) >= 0)
            throw Bad($"the key '{key}' is not in order");

        _lastKey = key;
        if (!row.TryGetProperty(BackupLines.Versions, out var encoded) || encoded.ValueKind != JsonValueKind.String
            || !encoded.TryGetBytesFromBase64(out var versions))
            throw Bad($"the versions of '{key}' are missing or no base64");
        if (BackupLines.ChecksumOf(key, versions) != Text(row, BackupLines.Checksum))
            throw Bad($"the row of '{key}' is damaged: its checksum is wrong");

        try
        {
            return new(key, SiblingSet.Decode(versions));
        }
        catch (FormatException problem)
        {
            throw Bad(problem.Message.TrimEnd('.'));
        }
    }

    private void CheckFooter(JsonElement footer, long rows)
    {
        if (Number(footer, BackupLines.Rows) is var told && told != rows)
            throw Bad($"it counts {told} rows and {rows} stand before it");
        if (Text(footer, BackupLines.Digest) != _sum.DigestSoFar)
            throw Bad("the digest over all lines is wrong: some line was changed");
    }

    private long Number(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var number) && number >= 0
            ? number
            : throw Bad($"'{name}' is missing or no whole number");

    private string Text(JsonElement line, string name)
    {
        try
        {
            if (line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
                return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a character: JSON can spell it, a text can't hold it.
        }

        throw Bad($"'{name}' is missing or no text");
    }

    private BackupRefusedException Bad(string reason) => new(_line, reason);
}
