// A client that writes keys of its own while nodes die.
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Benchmarks.Processes;

/// <summary>A client that writes, reads and deletes keys of its own, at whichever node is up, and remembers what it was told.</summary>
internal sealed class StormClient(RealCluster cluster, string name, DeterministicRandom random, DotBook dots, StormHistory history) : IDisposable
{
    private const int Keys = 8;
    private const int MaxSiblings = 3;
    private const string ContextHeader = "X-Dynamo-Context";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private long _written;

    public IReadOnlyList<KeyRecord> Records { get; } =
        [.. Enumerable.Range(1, Keys).Select(key => new KeyRecord(string.Create(CultureInfo.InvariantCulture, $"{name}/{key}")))];

    public StormFigures Figures { get; } = new();

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var up = cluster.Nodes.Where(node => node.IsUp).ToArray();
            if (up.Length == 0)
            {
                await Task.Yield();
                continue;
            }

            var (record, node) = (Records[random.NextInt32(Keys)], up[random.NextInt32(up.Length)]);
            Figures.Begins();
            var watch = Stopwatch.StartNew();
            var isAnswered = await AskAsync(record, AddressOf(node.Address, record.Key));
            Figures.Took(watch.Elapsed, isAnswered);
        }
    }

    /// <summary>
    /// What the cluster shows of a key, asked again until it answers: a node that just missed answers of its peers may think them
    /// down for a moment, and says so. Null, and why: it did not answer in time.
    /// </summary>
    public async Task<(IReadOnlyList<string>? Shown, string Refusal)> ReadWithinAsync(Uri node, string key, TimeSpan patience)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var (shown, refusal) = await ReadAsync(node, key);
            if (shown is not null || watch.Elapsed > patience)
                return (shown, refusal);

            await looks.WaitForNextTickAsync();
        }
    }

    private async Task<(IReadOnlyList<string>? Shown, string Refusal)> ReadAsync(Uri node, string key)
    {
        var row = history.Begin("judge", HistoryKind.Read, key) with { Process = null }; // many keys at one time: no session
        try
        {
            using var answer = await _http.GetAsync(AddressOf(node, key));
            return answer.StatusCode switch
            {
                HttpStatusCode.NotFound or HttpStatusCode.OK or HttpStatusCode.MultipleChoices => ((await TakeAsync(row, answer)).Values, ""),
                var status => (null, $"{(int)status} {await answer.Content.ReadAsStringAsync()}"),
            };
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            return (null, broken.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    private Task<bool> AskAsync(KeyRecord record, Uri address) => random.NextInt32(10) switch
    {
        < 6 => WriteAsync(record, address),
        6 => DeleteAsync(record, address),
        _ => LookAsync(record, address),
    };

    private async Task<bool> WriteAsync(KeyRecord record, Uri address)
    {
        var value = string.Create(CultureInfo.InvariantCulture, $"{name}-{++_written}");
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(new { value, context = record.Context }) };
        return await ChangeAsync(request, record, value, history.Begin(name, HistoryKind.Write, record.Key, value, record.Context));
    }

    private async Task<bool> DeleteAsync(KeyRecord record, Uri address)
    {
        if (record.Context is null)
            return await LookAsync(record, address);

        using var request = new HttpRequestMessage(HttpMethod.Delete, address);
        request.Headers.Add(ContextHeader, record.Context);
        return await ChangeAsync(request, record, value: null, history.Begin(name, HistoryKind.Delete, record.Key, value: null, record.Context));
    }

    private async Task<bool> ChangeAsync(HttpRequestMessage request, KeyRecord record, string? value, HistoryRow row)
    {
        try
        {
            using var answer = await _http.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
                var context = body.GetProperty("context").GetString();
                record.Acknowledge(value, context, isCovered: record.Context is null || ClockOf(context) != ClockOf(record.Context));
                history.Wrote(row, body.GetProperty("dot").GetString()!);
                return true;
            }

            if (answer.StatusCode == HttpStatusCode.NotFound)
            {
                await TakeAsync(row, answer);
                return true;
            }
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            // as unknown as an answer that settles nothing
        }

        record.Unknown(value);
        history.Lost(row);
        return false;
    }

    private async Task<bool> LookAsync(KeyRecord record, Uri address)
    {
        var row = history.Begin(name, HistoryKind.Read, record.Key);
        try
        {
            using var answer = await _http.GetAsync(address);
            if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.MultipleChoices or HttpStatusCode.NotFound))
                return false;

            var (shown, context) = await TakeAsync(row, answer);
            if (shown.Count > MaxSiblings)
                record.Adopt(context, shown);

            return true;
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            return false;
        }
    }

    // A read's answer goes into the history; what it shows that is no tombstone comes back.
    private async Task<(List<string> Values, string? Context)> TakeAsync(HistoryRow row, HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var context = body.TryGetProperty("context", out var text) ? text.GetString() : null;
        var siblings = new List<(string? Value, string Dot)>();
        if (answer.StatusCode != HttpStatusCode.NotFound)
        {
            foreach (var sibling in body.GetProperty("siblings").EnumerateArray())
                siblings.Add((sibling.GetProperty("deleted").GetBoolean() ? null : sibling.GetProperty("value").GetString(), sibling.GetProperty("dot").GetString()!));
        }

        history.Saw(row, siblings, context);
        foreach (var (value, dot) in siblings.Where(sibling => sibling.Value is not null))
            dots.Take(dot, value!);

        return ([.. siblings.Select(sibling => sibling.Value).OfType<string>()], context);
    }

    private static Uri AddressOf(Uri node, string key) => new(node, "/api/v1/data/" + Uri.EscapeDataString(key));

    // The one look behind the curtain: a context is opaque to clients, and whether it covers their own write decides what is a false sibling.
    private static string? ClockOf(string? context) => CausalContext.TryDecode(context, out var known, out _) ? (known with { FastestReplica = null }).Encode() : null;

    private static bool IsBroken(Exception thrown) => thrown is HttpRequestException or TaskCanceledException or IOException or JsonException;
}
