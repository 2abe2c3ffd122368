// The server's answers as tables.
using System.Globalization;
using System.Text.Json;

namespace DynamoKv.Web.Hosting.Administration;

/// <summary>The server's answers as tables.</summary>
internal static class AdminTables
{
    public static void Health(JsonElement answer, TextWriter output) => output.WriteLine(answer.GetProperty("status").GetString());

    public static void Message(JsonElement answer, TextWriter output) => output.WriteLine(answer.GetProperty("message").GetString());

    public static void Status(JsonElement answer, TextWriter output)
    {
        var (node, storage, replication) = (answer.GetProperty("node"), answer.GetProperty("storage"), answer.GetProperty("replication"));
        output.WriteLine(answer.GetProperty("message").GetString());
        var table = new TextTable("NODE", "STATUS", "UP", "KEYS", "TOMBSTONES", "HINTS", "BYTES", "N/R/W", "ALIVE", "VERSION");
        table.Add(
            Of(node, "id"), Of(node, "status"), Seconds(node, "uptime_seconds"), Of(storage, "key_count"), Of(storage, "tombstone_count"), Of(storage, "hint_count"),
            Of(storage, "bytes"), $"{Of(replication, "replication_factor")}/{Of(replication, "read_quorum")}/{Of(replication, "write_quorum")}",
            $"{Of(replication, "alive_nodes")}/{Of(replication, "total_nodes")}", Of(answer, "version"));
        table.Write(output);
    }

    public static void Members(JsonElement answer, TextWriter output)
    {
        var table = new TextTable("NODE", "STATUS", "PHASE", "ADDRESS", "INCARNATION", "PHI");
        foreach (var member in answer.GetProperty("cluster_members").EnumerateObject().Select(member => member.Value))
        {
            table.Add(Of(member, "node_id"), Of(member, "status"), Of(member, "phase"), Of(member, "address"), Of(member, "incarnation"), Rounded(member, "phi"));
        }

        table.Write(output);
    }

    public static void Ring(JsonElement answer, TextWriter output)
    {
        var tokens = answer.GetProperty("ring").GetProperty("ring").EnumerateArray()
            .Select(token => (Hash: token.GetProperty("hash").GetUInt32(), Node: token.GetProperty("node_id").GetString()!)).ToList();
        var shares = new SortedDictionary<string, (int Tokens, double Share)>(StringComparer.Ordinal);
        for (var index = 0; index < tokens.Count; index++)
        {
            var before = tokens[(index + tokens.Count - 1) % tokens.Count].Hash;
            var width = tokens.Count == 1 ? 1 : unchecked(tokens[index].Hash - before) / 4_294_967_296.0;
            var known = shares.GetValueOrDefault(tokens[index].Node);
            shares[tokens[index].Node] = (known.Tokens + 1, known.Share + width);
        }

        var table = new TextTable("NODE", "STATUS", "TOKENS", "SHARE", "ADDRESS");
        foreach (var node in answer.GetProperty("nodes").EnumerateArray())
        {
            var (count, share) = shares.GetValueOrDefault(Of(node, "id"));
            table.Add(Of(node, "id"), Of(node, "status"), count, Percent(share), Of(node, "address"));
        }

        table.Write(output);
    }

    public static void Where(JsonElement answer, TextWriter output)
    {
        output.WriteLine($"{Of(answer, "key")} lies at {Of(answer, "hash")}.");
        var table = new TextTable("POSITION", "NODE", "ROLE", "STATUS");
        foreach (var node in answer.GetProperty("nodes").EnumerateArray())
        {
            table.Add(Of(node, "position"), Of(node, "node_id"), Of(node, "role"), Of(node, "status"));
        }

        table.Write(output);
    }

    public static void Hints(JsonElement answer, TextWriter output)
    {
        output.WriteLine($"{Of(answer, "total_hints")} hints wait; {Of(answer, "overflowed")} were dropped because there were too many, {Of(answer, "expired")} because they were too old.");
        var table = new TextTable("HOLDER", "INTENDED", "COUNT", "AGE", "REACHABLE", "UNDER WAY");
        foreach (var kept in answer.GetProperty("hints").EnumerateArray())
        {
            table.Add(Of(kept, "holder"), Of(kept, "intended"), Of(kept, "count"), Seconds(kept, "age_seconds"), Of(kept, "reachable"), Of(kept, "under_way"));
        }

        table.Write(output);
    }

    public static void Transfers(JsonElement answer, TextWriter output)
    {
        var table = new TextTable("FROM", "TO", "STATE", "KEYS", "OF", "BYTES/S", "REASON", "IN THE WAY");
        foreach (var transfer in answer.GetProperty("transfers").EnumerateArray())
        {
            table.Add(
                Of(transfer, "from"), Of(transfer, "to"), Of(transfer, "state"), Of(transfer, "keys_done"), Of(transfer, "keys_total"), Of(transfer, "bytes_per_second"),
                Of(transfer, "reason"), Of(transfer, "error"));
        }

        table.Write(output);
    }

    public static void Plan(JsonElement answer, TextWriter output)
    {
        output.WriteLine(answer.GetProperty("message").GetString());
        if (answer.GetProperty("plan") is not { ValueKind: JsonValueKind.Object } plan)
        {
            return;
        }

        output.WriteLine($"Kept at {Of(plan, "at")}; joining: {Names(plan, "joining")}; leaving: {Names(plan, "leaving")}; about {Of(plan, "keys_to_move")} keys move.");
        var table = new TextTable("NODE", "BEFORE", "AFTER");
        foreach (var share in plan.GetProperty("shares").EnumerateArray())
        {
            table.Add(Of(share, "node_id"), Percent(share.GetProperty("before").GetDouble()), Percent(share.GetProperty("after").GetDouble()));
        }

        table.Write(output);
    }

    public static void Repairs(IReadOnlyList<JsonElement> answers, TextWriter output)
    {
        var table = new TextTable("SOURCE", "TARGET", "CONSISTENT", "MISSING", "MISMATCHED", "EXTRA", "HASHES", "BYTES", "MESSAGE");
        foreach (var answer in answers)
        {
            var found = answer.GetProperty("comparison");
            table.Add(
                Of(found, "source_node_id"), Of(found, "target_node_id"), Of(found, "is_consistent"), Count(found, "missing_keys"), Count(found, "mismatched_keys"),
                Count(found, "extra_keys"), Of(found, "hashes_compared"), Of(found, "bytes_exchanged"), Of(answer, "message"));
        }

        table.Write(output);
    }

    private static string Of(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : "";

    private static int Count(JsonElement of, string name) => of.GetProperty(name) is { ValueKind: JsonValueKind.Array } list ? list.GetArrayLength() : 0;

    private static string Names(JsonElement of, string name) =>
        string.Join(", ", of.GetProperty(name).EnumerateArray().Select(node => node.GetString())) is { Length: > 0 } names ? names : "nobody";

    private static string Percent(double share) => share.ToString("P2", CultureInfo.InvariantCulture);

    private static string Seconds(JsonElement of, string name) => of.GetProperty(name).GetDouble().ToString("0 's'", CultureInfo.InvariantCulture);

    private static string Rounded(JsonElement of, string name) =>
        of.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble().ToString("0.00", CultureInfo.InvariantCulture) : "";
}
