// The membership as bytes: what is kept on disk and what gossip carries of it.
using System.Collections.Immutable;
using System.Text;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Membership;

/// <summary>Writes and reads the durable part of a view: a version, then a line of UTF-8 text a member, sorted by name.</summary>
public static class MembershipFormat
{
    private const string Version = "members/1";
    private const char Separator = '\t';

    /// <summary>Canonical: views with equal records have equal bytes.</summary>
    public static byte[] Encode(MembershipView view) => Encode(view.Members.Select(member => member.Record));

    /// <summary>As above, for records in their order.</summary>
    public static byte[] Encode(IEnumerable<MemberRecord> records)
    {
        var text = new StringBuilder(Version).Append('\n');
        foreach (var record in records)
        {
            text.AppendJoin(Separator, Fields(record)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Reads what <see cref="Encode(MembershipView)"/> wrote.</summary>
    /// <exception cref="FormatException">When the bytes are none; says in which line.</exception>
    public static ImmutableArray<MemberRecord> Decode(ReadOnlySpan<byte> bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        if (lines[0] != Version || lines[^1].Length != 0)
        {
            throw new FormatException($"The kept membership is not of the format {Version}, or was cut off.");
        }

        var records = ImmutableArray.CreateBuilder<MemberRecord>(lines.Length);
        for (var number = 1; number < lines.Length - 1; number++)
        {
            records.Add(Read(lines[number].Split(Separator), number));
        }

        return records.ToImmutable();
    }

    private static IEnumerable<string> Fields(MemberRecord record) =>
    [
        record.Id.Value,
        Uri.EscapeDataString(record.Address),
        FormattableString.Invariant($"{record.Tokens}"),
        record.Rack is null ? "-" : "=" + Uri.EscapeDataString(record.Rack),
        FormattableString.Invariant($"{record.Generation}"),
        FormattableString.Invariant($"{(int)record.Phase}"),
        FormattableString.Invariant($"{record.ChangedAt.Microseconds}"),
        string.Join(',', record.Stays.Select(stay => FormattableString.Invariant($"{stay.JoinedAt.Microseconds}:{stay.LeftAt?.Microseconds}"))),
    ];

    private static MemberRecord Read(string[] fields, int line)
    {
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        if (fields.Length != 8
            || !NodeId.TryParse(fields[0], out var id)
            || !int.TryParse(fields[2], invariant, out var tokens)
            || !int.TryParse(fields[4], invariant, out var generation)
            || !int.TryParse(fields[5], invariant, out var phase) || !Enum.IsDefined((MemberPhase)phase)
            || !long.TryParse(fields[6], invariant, out var changedAt))
        {
            throw new FormatException($"The kept membership can't be read in line {line + 1}.");
        }

        var stays = fields[7].Length == 0 ? [] : fields[7].Split(',').Select(text => ReadStay(text, line)).ToImmutableArray();
        return new MemberRecord(
            id, Uri.UnescapeDataString(fields[1]), tokens, fields[3] == "-" ? null : Uri.UnescapeDataString(fields[3][1..]),
            generation, (MemberPhase)phase, new Instant(changedAt), stays);
    }

    private static Stay ReadStay(string text, int line)
    {
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        if (text.Split(':') is not [var joined, var left] || !long.TryParse(joined, invariant, out var joinedAt))
        {
            throw new FormatException($"The kept membership has a damaged stay in line {line + 1}.");
        }

        return new Stay(new Instant(joinedAt), long.TryParse(left, invariant, out var leftAt) ? new Instant(leftAt) : null);
    }
}
